"""Pages that need somebody signed in or a story of their own, by the test that looks at them and says so."""

CALLS = {
    "backoffice:calls",
    "backoffice:call",
    "backoffice:call_new",
    "backoffice:call_act",
    "backoffice:call_title",
    "backoffice:call_close",
    "backoffice:call_rules",
    "backoffice:call_import",
    "backoffice:call_publish",
    "backoffice:call_rectify",
}
CALL_MONEY = {"backoffice:call", "backoffice:call_fund"}
RECEIPTS = {
    "backoffice:receipts",
    "backoffice:receipts_missing",
    "backoffice:receipt",
    "backoffice:receipt_cancel",
    "backoffice:receipt_replace",
    "backoffice:receipt_texts",
    "backoffice:receipt_text",
    "backoffice:receipt_regimes",
    "backoffice:receipt_regime",
    "backoffice:receipt_issuer",
    "backoffice:receipt_flow",
}
RECEIPTS_OF_A_DONOR = {"portal:summary_list"}
LOOK = {
    "backoffice:look",
    "backoffice:look_publish",
    "backoffice:look_discard",
    "backoffice:look_identity",
    "backoffice:look_colours",
    "backoffice:look_contacts",
    "backoffice:look_cofunding",
    "backoffice:look_giving",
    "backoffice:look_texts",
    "backoffice:look_text",
    "backoffice:look_domains",
    "backoffice:look_domain_remove",
    "backoffice:look_domain_primary",
}
BANK = {
    "portal:transfer",
    "portal:transfer_withdraw",
    "backoffice:bank",
    "backoffice:bank_iban",
    "backoffice:bank_upload",
    "backoffice:bank_preview",
    "backoffice:bank_lines",
    "backoffice:bank_line",
    "backoffice:bank_match",
    "backoffice:bank_dismiss",
    "backoffice:bank_undo",
}
OFFLINE = {
    "backoffice:offline",
    "backoffice:offline_record",
    "backoffice:offline_gift",
    "backoffice:offline_confirm",
    "backoffice:offline_refuse",
}
LETTERS = {"letters:list", "letters:message", "letters:wishes", "letters:unsubscribe"}
MESSAGES = {
    "backoffice:messages",
    "backoffice:message",
    "backoffice:wordings",
    "backoffice:wording",
}
OFFICE = {
    "backoffice:summary",
    "backoffice:log",
    "backoffice:works",
    "backoffice:campaign_gifts",
    "backoffice:cockpit",
    "backoffice:campaigns",
    "backoffice:campaign",
    "backoffice:reconciliation",
    "backoffice:cases",
    "backoffice:case",
    "backoffice:bank_refunds",
    "backoffice:bank_refund",
    "backoffice:campaign_outcome",
    "backoffice:campaign_release",
}
TICKETS = {"backoffice:tickets", "backoffice:ticket"}
RETURNS = {"backoffice:bank_refund", "backoffice:bank_batch_cancel", "backoffice:campaign_cancel"}
DISTRICTS = {"backoffice:districts", "backoffice:districts_upload", "backoffice:districts_preview"}
AREA = {
    "account_change_password",
    "account_email",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_index",
    "personal:data",
    "personal:delete",
    "personal:followed",
    "personal:gifts",
    "personal:overview",
    "personal:profile",
    "personal:sessions",
    "socialaccount_connections",
}
SECOND_FACTOR = {
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}
PERSONS = {
    "backoffice:people",
    "backoffice:person",
    "backoffice:person_invite",
    "backoffice:person_lost_device",
    "backoffice:bodies",
    "backoffice:body",
}
DESK = {"showcase:home", "showcase:sign_in", "showcase:desk", "theming:style_page"}
PROPONENTS = {
    "portal:campaign_preview",
    "proponents:list",
    "proponents:desk",
    "proponents:texts",
    "proponents:pictures",
    "proponents:budget",
    "proponents:people",
    "proponents:documents",
    "proponents:translations",
    "proponents:translate",
    "proponents:rewards",
    "proponents:reward_new",
    "proponents:reward",
    "proponents:publish",
    "proponents:updates",
    "proponents:update_new",
    "proponents:update",
    "proponents:update_withdraw",
    "proponents:donors",
}
CITIZENS = {
    "portal:follow",
    "portal:comment_campaign",
    "portal:comment_district",
    "portal:ask_question",
    "portal:own_texts",
    "portal:own_text",
}
QUESTIONS = {"proponents:questions"}
MODERATION = {
    "backoffice:moderation",
    "backoffice:moderation_name",
    "backoffice:moderation_names",
    "backoffice:moderation_text",
    "backoffice:moderation_policy",
}
CONSOLE = {
    "operator:sign_in",
    "operator:city_list",
    "operator:new_city",
    "operator:city",
    "operator:invite",
    "operator:suspend",
    "operator:reactivate",
}

OF_A_CITY = set().union(
    *(
        CALLS,
        CALL_MONEY,
        RECEIPTS,
        RECEIPTS_OF_A_DONOR,
        LOOK,
        BANK,
        OFFLINE,
        LETTERS,
        MESSAGES,
        OFFICE,
        TICKETS,
        RETURNS,
    ),
    *(DISTRICTS, AREA, SECOND_FACTOR, PERSONS, PROPONENTS, CITIZENS, QUESTIONS, MODERATION),
)
OF_THE_NATION = DESK | CONSOLE
