-- Tells every instance of changes to what it keeps in memory; the payload says who made them. Done after each migration,
-- so that tables that are added later are watched too, unless they are named here.
DO $all$
DECLARE
    watched text;
    changes text;
BEGIN
    -- Two processes that start at once would both replace the function, which PostgreSQL refuses one of them.
    PERFORM pg_advisory_xact_lock(hashtext('herald_tell_others'));

    CREATE OR REPLACE FUNCTION herald_tell_others() RETURNS trigger LANGUAGE plpgsql AS $told$
    BEGIN
        PERFORM pg_notify('herald_changed', coalesce(current_setting('herald.instance', true), ''));
        RETURN NULL;
    END
    $told$;

    FOR watched IN
        SELECT t.table_name FROM information_schema.tables t
        WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
            AND t.table_name NOT IN (
                'flyway_schema_history',
                -- read from the database whenever they are needed
                'app_access_token', 'audit', 'conduit', 'document_word', 'fetch_key', 'moderated_elsewhere',
                'pending_authorization', 'person', 'quote', 'sealing_key', 'session', 'session_key', 'feature_memory',
                -- written all the time
                'instance', 'last_seen', 'subscription_state', 'shard_lease', 'cluster_lease', 'handled_event', 'chat_said',
                'chat_silence', 'shoutout_turn')
            AND NOT EXISTS (
                SELECT 1 FROM pg_trigger g
                WHERE g.tgrelid = format('%I.%I', t.table_schema, t.table_name)::regclass
                    AND g.tgname = 'herald_tell_others')
    LOOP
        -- A version counts edits; what changes without it (a lease, a command's count) is nobody else's business.
        SELECT CASE WHEN count(*) = 0 THEN 'UPDATE' ELSE 'UPDATE OF version' END INTO changes
        FROM information_schema.columns c
        WHERE c.table_schema = current_schema() AND c.table_name = watched AND c.column_name = 'version';
        EXECUTE format(
            'CREATE TRIGGER herald_tell_others AFTER INSERT OR DELETE OR %s ON %I
                FOR EACH STATEMENT EXECUTE FUNCTION herald_tell_others()', changes, watched);
    END LOOP;
END
$all$;
