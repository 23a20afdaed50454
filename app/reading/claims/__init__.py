"""What a sentence claims: sessions and amounts with their modes, days and partners, and what it takes back."""
