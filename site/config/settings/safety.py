"""Security settings: policies for browsers, log-in limits and uploads; base.py imports them.

Cookies that need HTTPS are in production.py. Decision 7 (docs/decisions) gives the reasons.
"""

from datetime import timedelta

from csp.constants import NONCE, NONE, SELF

# What a browser may load on public pages: nothing inline, and nothing from other sites.
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
# The hash of `return;`, an inline event handler by which the image cropper tests the browser.
RETURN = "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"

# The policy of the admin. Wagtail starts its widgets with inline scripts, which get our nonce, and
# its text editor adds style sheets to the page. Previews have the public policy above.
ADMIN_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, NONCE, "'unsafe-hashes'", RETURN],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}
# Browser features that no page uses.
PERMISSIONS_POLICY = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
)
# The preview of the admin is a frame of this site.
X_FRAME_OPTIONS = "SAMEORIGIN"
# Browsers do not guess content types, and send no address of a page to other sites.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Scripts cannot read the cookies, and other sites' forms do not send them. Our forms and Wagtail's
# scripts read the CSRF token from the page.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# A form whose token was renewed comes back with what was typed.
CSRF_FAILURE_VIEW = "armoedegeheugen.web.kept_input.csrf_failure"

# The first backend counts wrong passwords, the second checks them.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Five wrong passwords for one user name from one address lock that pair for a quarter of an hour. A
# lock on the name alone would let anyone lock out a user; on the address alone, a whole office.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# The right password resets the count, and trying during a lock does not make it longer.
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Our functions for the address of a visitor and for the answer during a lock.
AXES_CLIENT_IP_CALLABLE = "armoedegeheugen.safety.login_throttle.counted_address"
AXES_LOCKOUT_CALLABLE = "armoedegeheugen.safety.login_throttle.locked_out_response"
# Successful log-ins are not stored, and stored failures hide these values.
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken"]
# Axes adds nothing to the admin, and logs failures only.
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Users with the permission `enable_2fa` (editors and administrators) need a code from a telephone
# too. Other users may set it up. The issuer is the name in the app on the telephone.
WAGTAIL_2FA_REQUIRED = True
OTP_TOTP_ISSUER = "Armoedegeheugen"

# Images: accepted types, and limits in pixels and bytes.
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# Documents: accepted types, the limit in bytes, and the form that checks their content.
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "armoedegeheugen.editorial.uploads.DocumentForm"
# Documents are served by a view that checks who may read them. Only PDFs open in the browser.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
