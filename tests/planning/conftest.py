"""Property tests here are judged by their figures, not by the clock of a busy machine."""

from hypothesis import settings

settings.register_profile("planning", deadline=None)
settings.load_profile("planning")
