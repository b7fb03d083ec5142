"""The time each document of sixteen teams takes, cold and warm."""

import time
from pathlib import Path
