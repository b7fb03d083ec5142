"""What organisers do to an edition."""

from awards.editions.services.loading import load_edition
from awards.editions.services.stages import move_on

__all__ = ["load_edition", "move_on"]
