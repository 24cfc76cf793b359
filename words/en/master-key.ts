import type { masterKey as kk } from '../kk/master-key.ts'

export const masterKey: typeof kk = {
  missing:
    'No master key is given: files and secrets could not be opened. Give the key of this database by MASTER_KEY_FILE or MASTER_KEY.',
  unreadable:
    'The file {file} of MASTER_KEY_FILE can’t be read ({reason}). Restore the master key from a copy.',
  empty:
    'The file {file} is empty. Restore the master key from a copy. If nothing has been stored yet, delete the data folder and begin again.',
  malformed:
    'The master key in MASTER_KEY or MASTER_KEY_FILE is not right: it must be 64 hexadecimal digits. Restore it from a copy.',
  other:
    'This is not the master key of this database. Nothing was changed. Take the right key from its copy and give it by MASTER_KEY_FILE or MASTER_KEY.',
  lost: 'The database or the folder of files holds sealed secrets, but {file} that opens them is missing. Restore it from a copy, or give it by MASTER_KEY_FILE. To begin with an empty database, delete the data folder.',
  mixed:
    'The master key is that of this database, but secrets that it does not open: {closed} of {all}. They were sealed while another key was given: keep that key, restore them from a copy or give them again (otinish staff reset-code, otinish seal add).',
}
