"""How mail reaches us besides the one way in: who it is for, and what was handed over before."""
