import type { signing as kk } from '../kk/signing.ts'

export const signing: typeof kk = {
  windowName: {
    letter: 'Sign with an EDS key',
    reply: 'Sign the reply with an EDS key',
    signIn: 'Log in with an EDS key',
    staffSignIn: 'Log in to the office with an EDS key',
  },
  keyFile: 'EDS key file',
  keyHint: {
    letter: 'Choose a signing key, RSA or GOST (not AUTH)',
    reply: 'Choose the signing key that the company gave you, RSA or GOST (not AUTH)',
    signIn: 'Choose an AUTH_RSA256 or GOST512 key',
    staffSignIn: 'Choose an AUTH_RSA256 or GOST512 key: the one the company gave you, or your own',
  },
  chooseFile: 'Choose file',
  chooseOther: 'Choose another file',
  kind: {
    rsaSign: 'RSA key for signing',
    rsaAuth: 'RSA key for logging in',
    gost: 'GOST key for signing and logging in',
    other: 'Key file',
  },
  password: 'EDS password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  capsLock: 'Caps Lock is on',
  layout: 'The keyboard is set to Kazakh or Russian: try typing the password in Latin letters',
  staysHere: 'Your key and password never leave your device. Only the finished signature goes to the server.',
  submit: { letter: 'Submit form', reply: 'Sign', signIn: 'Log in', staffSignIn: 'Log in' },
  busy: 'Signing…',
  cancel: 'Cancel',
  problems: {
    no_file: 'No EDS key file is chosen. Choose a file',
    no_password: 'The EDS password is empty. Type the password',
    not_a_key_file: 'This file is not an EDS key. Choose a file whose name ends in .p12',
    damaged: 'The key file is damaged. Copy it again or choose another key',
    wrong_password: 'Wrong EDS password. Type the password again',
    wrong_password_layout:
      'Wrong EDS password. The keyboard is set to Kazakh or Russian: try typing the password in Latin letters',
    unsupported: 'This key file is encrypted in another way. Choose a file issued by the national authority',
    unsupported_algorithm:
      "This key's algorithm is no longer accepted. Get a new key from the national authority",
    auth_key: 'An AUTH key is for logging in only. Choose a file whose name begins with RSA256 or GOST512',
    signing_key:
      'This RSA key is for signing only. To log in, choose a file whose name begins with AUTH_RSA256',
    wrong_purpose: "This key is not for a private person's signature. Choose another key",
    cert_expired: 'The key expired on {date}. Get a new key from the national authority and choose it',
    cert_not_yet_valid: 'The key is valid from {date}. Choose another key for now',
    no_iin: "The key has no IIN. Choose a private person's key",
    iin_mismatch: "This is another person's key: {name}. Choose your own key",
    company_key_not_allowed: "This is a company's key: {name}. Choose a private person's key",
    company_key_needed: 'This is the key of a private person. Choose the key that the company gave you',
    company_mismatch: 'This is the key of another company: {name}. Choose the key that this company gave you',
    failed: 'Signing did not succeed. Try again or choose another key',
  },
}
