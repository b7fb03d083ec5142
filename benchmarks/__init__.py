"""Speed and scale, measured by ``make bench``; never asserted in tests."""
