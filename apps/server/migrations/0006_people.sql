-- Who may use the console, in which role, and their open sessions. A password is kept as its scrypt
-- digest, a session and a sign-in link as the digest of a random key: who reads the tables cannot
-- sign in with what stands there.
create table person (
    name text collate "C" primary key,
    role text collate "C" not null
        check (role in ('shift-lead', 'clerk', 'auditor', 'administrator')),
    -- Null until the person has set one.
    password text collate "C",
    added_ms bigint not null,
    removed_ms bigint
);

create table sign_in_link (
    digest bytea primary key,
    person text collate "C" not null references person,
    made_ms bigint not null,
    expires_ms bigint not null,
    used_ms bigint
);

create table session (
    digest bytea primary key,
    person text collate "C" not null references person,
    begun_ms bigint not null,
    seen_ms bigint not null,
    ended_ms bigint
);
create index session_person on session (person);
