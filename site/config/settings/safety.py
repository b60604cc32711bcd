"""What keeps the portal safe from outside: policies for browsers, log-ins, uploads.

Read by base.py. Cookies that need HTTPS are in production.py. Why it is so: docs/decisions/0007.
"""

from datetime import timedelta

from csp.constants import NONCE, NONE, SELF

# What a browser may load on our pages. Public pages need nothing inline and nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
RETURN = "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"
"""Of `return;`: by that event handler the tool that crops images finds out what a browser can."""

# Wagtail's admin starts its widgets by scripts in the page, each of which gets our nonce, and its
# text editor writes style sheets into the page. Its previews are pages under the policy above.
ADMIN_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, NONCE, "'unsafe-hashes'", RETURN],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}
PERMISSIONS_POLICY = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
)
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor's preview is a frame
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # forms and Wagtail's scripts read the token from the page
CSRF_COOKIE_SAMESITE = "Lax"

# Five wrong passwords for one name from one address close that pair for a quarter of an hour. Never
# a name alone, nor an address alone: whoever wished could then lock out anyone, or a whole office.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # trying again does not make it longer
AXES_CLIENT_IP_CALLABLE = "armoedegeheugen.safety.login_throttle.counted_address"
AXES_LOCKOUT_CALLABLE = "armoedegeheugen.safety.login_throttle.locked_out_response"
AXES_DISABLE_ACCESS_LOG = True  # who logged in from where is nobody's business afterwards
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# A code from a telephone beside the password, for whoever has the permission `enable_2fa`: editors
# and administrators. Others may set it up for themselves.
WAGTAIL_2FA_REQUIRED = True
OTP_TOTP_ISSUER = "Armoedegeheugen"

WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "armoedegeheugen.editorial.uploads.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
