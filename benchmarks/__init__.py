"""Measurements, as ratios of two things done on the same machine in the same minutes."""
