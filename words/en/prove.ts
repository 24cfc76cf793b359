import type { prove as kk } from '../kk/prove.ts'

export const prove: typeof kk = {
  title: 'Confirm that it is you',
  why: 'Only you yourself may make this change. Once you confirm, it is saved at once; what you typed stays.',
  byKey: 'Confirm by key',
  byPassword: 'Confirm by password and code',
  ways: {
    egovMobile: 'Confirm with eGov Mobile',
    key: 'Confirm with a key file',
    ncaLayer: 'Confirm with NCALayer',
  },
  confirm: 'Confirm',
  confirming: 'Checking…',
}
