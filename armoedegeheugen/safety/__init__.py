"""Protect the portal and its users.

    uploads                      validate files by their content
    sanitise_on_save, row_texts  sanitise every text that is saved
    login_throttle, two_factor   limit login attempts; require a code after the password
    recovery_codes               codes on paper for a user whose telephone is lost
    csp_middleware, csp_nonces   Content Security Policy
    file_permissions             hide files from users who may not choose them
    person, erasure, erasure_files, erasure_report  erase a person everywhere

The sanitiser itself is `armoedegeheugen/sanitise.py`.
"""
