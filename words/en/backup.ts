import type { backup as kk } from '../kk/backup.ts'

export const backup: typeof kk = {
  keyMade:
    'A key pair was made. Its secret part is in {file}: keep that apart from the server. Its public part:',
  keyThere: '{file} is there already; nothing was written into it.',
  noPublicKey:
    'Whom to encrypt to is not known: give a public key, age1…, by BACKUP_PUBLIC_KEY or --to. otinish backup key makes one.',
  badPublicKey: 'This is not a public key, age1…: {value}',
  badSecretKey: 'There is no secret key, AGE-SECRET-KEY-1…, in {file}.',
  unreadable: '{file} can’t be read ({reason}).',
  made: 'The backup is ready: {name}. Rows: {rows}, files: {files}, of them there before: {kept}',
  lost: 'This file is gone or damaged, so the backup doesn’t have it either: {id}',
  cutBackup: '{backup}: a cut backup, without a manifest',
  whole: '{backup}: whole. Tables: {tables}, files: {files}',
  lookedAt: {
    sealed: 'Compared as it lies, encrypted; a secret key, --key, opens what is in it.',
    opened: 'Decrypted, and what is in it compared too.',
  },
  masterKeyUnknown: 'No master key is given: whether the manifest itself was changed is not known.',
  needsOwner: 'DATABASE_OWNER_URL of the role that owns the schema is needed.',
  needsDatabase:
    'This is a backup of a real cabinet: give DATABASE_URL and DATABASE_OWNER_URL of an empty database.',
  loaded: 'The backup {backup} is in its place and is being looked at now.',
  restored:
    'Looked at, and all of it is whole. Events: {events}, files: {files}, staff who can sign in: {staff}. It may be started.',
  accepted: 'What differs was accepted. It may be started.',
  notServed:
    'The database was restored, but what is named above differs, so it can’t be started. Mend the cause and run otinish restore --finish; to leave it as it is, add --accept.',
  halfLoaded: 'The restore was cut half-way. Drop the database and begin with an empty one.',
  faults: {
    masterKey: 'the master key is not that of this database ({what})',
    journal: 'history is not whole ({what}); otinish journal verify names the row',
    register: 'the register books are not whole ({what})',
    file: 'a file does not open: {what}',
    signIn: 'somebody of the staff can’t sign in: {what}',
  },
  refused: {
    running: 'Another backup is being made.',
    restoring: 'Another restore into the database {database} is under way.',
    disconnected:
      'The connection to the database was lost meanwhile, so files could have been deleted. Make the backup again.',
    full: 'There is no room in {dir}, {free} GiB are left. The unfinished backup was deleted.',
    none: 'There is no backup in {dir}.',
    noSuch: 'There is no backup {backup} in {dir}.',
    cut: 'The backup {backup} was cut: it has no manifest. Name a whole one by --take.',
    manifestCut: 'The manifest of the backup {backup} is cut or damaged.',
    renamed: 'The folder of the backup {backup} was renamed: it was made as {name}. Give it that name again.',
    manifestChanged: 'The manifest of the backup {backup} was changed after it had been made.',
    newerFormat: 'The backup {backup} was made by a newer Otinish, whose format this program does not know.',
    newerSchema:
      'The backup has the migration {name}, which this Otinish does not know: it was made by a newer one. Take that one.',
    otherKey:
      'The backup {backup} is of a database with another master key. Give that one by MASTER_KEY_FILE or MASTER_KEY.',
    otherSecretKey: 'The secret key given does not open this backup ({file}).',
    missing: 'The backup lacks a file: {file}',
    changed: 'A file of the backup was changed: {file}',
    databaseNotEmpty:
      'The database {database} is not empty. Make an empty one and give that. Nothing was changed.',
    folderNotEmpty: 'The folder {folder} is not empty. Give an empty one by FILES_URL. Nothing was changed.',
  },
}
