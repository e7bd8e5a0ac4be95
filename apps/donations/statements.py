"""The SQL that keeps what gifts sum to, and that counts them anew.

The gifts' campaign is locked by whoever runs `PUT_IN` and `TAKE_OUT`, so nobody waits for a tally while holding
another. A tally that was emptied stays, at zero; one that would fall below it is refused by its constraint. That is why
`TAKE_OUT` inserts no negative sums: they would be refused before they meet the row.
"""

_SUMS = """
    SELECT gift.campaign_id, gift.channel, gift.donor_kind, gift.relation, gift.state,
        count(*) AS gifts, sum(gift.amount_cents)::bigint AS amount_cents,
        sum(CASE gift.state WHEN 'promised' THEN 0 ELSE attempt.fee_cents END)::bigint AS fee_cents
    FROM donations_donation AS gift JOIN payments_paymentattempt AS attempt ON attempt.id = gift.attempt_id
    WHERE gift.state = ANY (%(states)s::text[]) AND (%(gifts)s::bigint[] IS NULL OR gift.id = ANY (%(gifts)s::bigint[]))
    GROUP BY gift.campaign_id, gift.channel, gift.donor_kind, gift.relation, gift.state
"""

PUT_IN = f"""
INSERT INTO donations_gifttally AS kept
    (campaign_id, channel, donor_kind, relation, state, gifts, amount_cents, fee_cents)
{_SUMS}
ON CONFLICT (campaign_id, channel, donor_kind, relation, state) DO UPDATE SET
    gifts = kept.gifts + excluded.gifts,
    amount_cents = kept.amount_cents + excluded.amount_cents,
    fee_cents = kept.fee_cents + excluded.fee_cents
"""  # nosec B608

TAKE_OUT = f"""
UPDATE donations_gifttally AS kept SET
    gifts = kept.gifts - gone.gifts,
    amount_cents = kept.amount_cents - gone.amount_cents,
    fee_cents = kept.fee_cents - gone.fee_cents
FROM ({_SUMS}) AS gone
WHERE (kept.campaign_id, kept.channel, kept.donor_kind, kept.relation, kept.state)
    = (gone.campaign_id, gone.channel, gone.donor_kind, gone.relation, gone.state)
"""  # noqa: S608  # nosec B608

DIFFERENCES = f"""
WITH counted AS ({_SUMS}), compared AS (
    SELECT campaign_id, concat_ws(', ', channel, donor_kind, relation, state) AS alike,
        ARRAY[coalesce(kept.gifts, 0), coalesce(kept.amount_cents, 0), coalesce(kept.fee_cents, 0)] AS kept,
        ARRAY[coalesce(counted.gifts, 0), coalesce(counted.amount_cents, 0), coalesce(counted.fee_cents, 0)] AS counted
    FROM donations_gifttally AS kept
    FULL JOIN counted USING (campaign_id, channel, donor_kind, relation, state)
)
SELECT campaign_id, alike, kept, counted FROM compared WHERE kept <> counted ORDER BY campaign_id, alike
"""  # noqa: S608  # nosec B608
