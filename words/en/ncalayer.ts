import type { ncalayer as kk } from '../kk/ncalayer.ts'

export const ncalayer: typeof kk = {
  title: {
    letter: 'Sign with NCALayer',
    reply: 'Sign the reply with NCALayer',
    signIn: 'Log in with NCALayer',
    staffSignIn: 'Log in to the office with NCALayer',
  },
  lead: {
    letter: 'You sign the letter in the NCALayer program on your computer.',
    reply: 'You sign the company’s letter in the NCALayer program on your computer.',
    signIn: 'You confirm it is you by signing in the NCALayer program on your computer.',
    staffSignIn: 'You confirm it is you by signing in the NCALayer program on your computer.',
  },
  steps: {
    start: 'Start NCALayer. While it runs, its icon is next to the clock.',
    allow: 'If the browser asks about access to apps on this device or to the local network, press “Allow”.',
    allowWhy: 'That is right: the site connects to NCALayer on your own computer and to nothing else.',
    key: 'A window of NCALayer opens. Choose your key there and type its password.',
  },
  whichKey: {
    letter: 'It has to be an individual’s RSA256 or GOST512 key (not AUTH).',
    reply: 'You need the RSA256 or GOST512 key that the company gave you (not AUTH).',
    signIn: 'It has to be an individual’s AUTH_RSA256 or GOST512 key.',
    staffSignIn:
      'It has to be your AUTH_RSA256 or GOST512 key: the one the company gave you, or your own as an individual.',
  },
  staysThere: 'Key and password stay in NCALayer. The site gets the finished signature only.',
  connect: 'Connect to NCALayer',
  waiting: {
    connecting: {
      busy: 'Connecting…',
      title: 'Connecting to NCALayer…',
      text: 'If the browser asks for permission, press “Allow”.',
    },
    asked: {
      busy: 'Waiting for the signature…',
      title: 'Look at the window of NCALayer',
      text: 'Choose the key there, type its password and sign. Take your time, this page waits. If you do not see the window of NCALayer, it is behind the browser.',
    },
    finishing: { busy: 'Sending…', title: 'Signed', text: 'The signature is being sent to the server…' },
  },
  stops: {
    notRunning: {
      title: 'NCALayer did not answer',
      text: 'It seems not to be running. Open NCALayer, and when its icon is next to the clock, try again.',
    },
    denied: {
      title: 'The browser forbids connecting to NCALayer',
      text: 'Press the icon at the left end of the address bar and allow access to apps on this device (the local network). Then try again.',
    },
    silent: {
      title: 'NCALayer does not answer',
      text: 'Close the program, open it again and try once more.',
    },
    lineLost: {
      title: 'The line to NCALayer was cut',
      text: 'Nothing was signed, and nothing else is lost. Open NCALayer again and try once more.',
    },
    cancelled: {
      title: 'Nothing was signed in NCALayer',
      text: 'The window was closed, or no key in your name was found. Try again and choose your own key.',
    },
    failed: {
      title: 'NCALayer could not sign',
      text: 'Try again. If it happens again, restart NCALayer or choose another way.',
    },
  },
  said: 'NCALayer said: {details}',
  install: 'If NCALayer is not installed, get it free of charge at pki.gov.kz.',
  ifBlocked:
    'It is the same when “Block” was pressed as the browser asked: press the icon at the left end of the address bar and allow it.',
}
