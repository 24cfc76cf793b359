import type { seal as kk } from '../kk/seal.ts'

export const seal: typeof kk = {
  password: 'Password of the key: ',
  installed: 'Installed. From now on evidence packages are sealed with this key.',
  none: 'No key of the company is installed: packages are given out without a seal.',
  subject: 'of {organisation}, BIN {bin}',
  validity: 'valid {from} – {to}',
  expired: 'expired, nothing is sealed',
  addedAt: 'installed on {date}',
  gost: 'Mind: on the server the time of GOST arithmetic is not constant (docs/decisions/0015).',
  unreadable: 'Can not read {file}: {reason}',
  problems: {
    not_a_key_file: 'this is not a key file',
    damaged: 'the key file is damaged',
    wrong_password: 'wrong password',
    unsupported: 'nothing can be sealed with this algorithm',
    not_company: 'this is a key of a person; a key of the company is needed',
    other_company: 'the BIN in the key is not that of the requisites in the settings',
  },
}
