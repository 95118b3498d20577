-- What Kamailio may read of the backend's database: the digests of seats that are signed in, and nothing else.
-- Run once as the owner of the database; set the password with \password kamailio.
create role kamailio login;
create view sip_subscriber as
  select session.seat as username, session.sip_ha1 as ha1
  from seat_sessions session
  join seat_accounts account on account.seat = session.seat
  where session.sip_ha1 is not null
    and not account.disabled
    and session.ends_at > extract(epoch from now()) * 1000;
grant select on sip_subscriber to kamailio;
