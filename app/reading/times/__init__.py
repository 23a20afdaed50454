"""Amounts of time, counts, clock times and days, wherever a sentence names them."""
