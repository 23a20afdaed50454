"""An hour log as CSV and XLSX."""
