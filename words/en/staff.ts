import type { staff as kk } from '../kk/staff.ts'

export const staff: typeof kk = {
  login_shape: 'A login has 2 to 100 characters: letters, digits, full stop, hyphen, _ or @.',
  login_taken: 'That login is taken. Choose another, or give a new password: otinish staff reset-password.',
  login_unknown: 'Nobody has that login. The list: otinish staff list.',
  name: 'Write the name with the surname first: --name "Иманбекова Сәуле Маратқызы".',
  extension: 'An inner number has 3 to 6 digits.',
  position: 'Give the position in all three languages, each at most 200 characters long.',
  iin: 'An IIN has 12 digits, the last of which checks the rest. Look at it again: --iin 12 digits.',
  iin_taken:
    'Another account has this IIN: otinish staff list. One person has one login; who comes back is enabled: otinish staff enable.',
  role: 'Give a role: {roles}.',
  unit: 'There is no such open unit.',
  added: '{login} is entered.',
  firstOnce:
    'The first password is shown only now and good for {days} days. At the first sign-in they choose their own:',
  firstPassword: '  Password: {password}',
  secretOnce: 'The secret of the one-time codes is shown only now. Put it into an authenticator application:',
  secret: '  Secret: {secret}',
  address: '  Link: {uri}',
  disabled: '{login} can no longer sign in; open sessions are ended.',
  enabled: '{login} can sign in again.',
  passwordReset: '{login} has a new password; open sessions are ended.',
  iinSet: '{login} can now sign in with their national key too; open sessions are ended.',
  iinRemoved: '{login} can no longer sign in with a key; open sessions are ended.',
  nobody: 'There is no staff yet. Enter the first administrator: otinish staff add --role administrator.',
  off: 'disabled',
}
