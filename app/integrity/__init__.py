"""What in the ledger is worth a coordinator's look: found anew at each reading, never dropped and never changed."""
