"""The lines of our form and of tracking sheets, as they come back."""
