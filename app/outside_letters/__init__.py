"""Letters of other organisations about hours of mentoring: kept as they came, decided on by a coordinator (H7)."""
