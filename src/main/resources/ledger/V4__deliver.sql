-- What an alert found last of each thing that it looks at, and when people were told of that last.
create table alert_state (
    alert   text not null,
    about   text not null,
    state   text not null,
    since   text not null,
    told_at text,
    primary key (alert, about)
);

-- What readers have asked to be sent from the page.
create table subscription (
    name      text primary key,
    reader    text not null,
    dashboard text not null,
    filters   text not null,
    crontab   text not null,
    timezone  text not null
);
