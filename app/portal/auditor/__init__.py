"""The pages of auditors: their sample, entries down to the evidence, questions to the parties (X1, X4, X5)."""
