"""Who signs in, and how a password is kept and defended."""

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "apps.people.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # the letter says so
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "apps.people.addresses.tried_account"
AXES_CLIENT_IP_CALLABLE = "apps.people.addresses.address_of"
AXES_LOCKOUT_TEMPLATE = "errors/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

LOGIN_URL = "/area/accedi/"
LOGIN_REDIRECT_URL = "/area/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "apps.personal.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "apps.personal.forms.SignInForm",
    "signup": "apps.personal.forms.RegisterForm",
    "reset_password": "apps.personal.forms.ForgottenForm",
    "reset_password_from_key": "apps.personal.forms.NewPasswordForm",
    "change_password": "apps.personal.forms.ChangePasswordForm",
    "set_password": "apps.personal.forms.FirstPasswordForm",
    "add_email": "apps.personal.forms.AddressForm",
    "reauthenticate": "apps.personal.forms.PasswordAgainForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_CONFIRMATION_HMAC = False  # a signed key would open in every city; a stored one is the city's
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,8/10m/key"}  # not before django-axes; also of second factors

MFA_ADAPTER = "apps.personal.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "apps.personal.forms.CodeForm",
    "reauthenticate": "apps.personal.forms.CodeAgainForm",
    "activate_totp": "apps.personal.forms.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody enters with such an address; without it nobody protected changes theirs
SECOND_FACTOR_ROLES: tuple[str, ...] = ()

SOCIALACCOUNT_ADAPTER = "apps.personal.adapters.IdentityAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "identita"
SOCIALACCOUNT_FORMS = {"signup": "apps.personal.forms.IdentityForm"}
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
