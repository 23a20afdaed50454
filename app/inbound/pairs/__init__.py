"""Pairs that formed elsewhere register by mail (M8): what a member tells, asking the other, what they answer."""
