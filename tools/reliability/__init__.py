"""Run the fault tests in full and report their figures."""
