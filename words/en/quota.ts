import type { quota as kk } from '../kk/quota.ts'

export const quota: typeof kk = {
  drafts: 'You have {used} drafts, and at most {most} are possible. Delete those you don’t need.',
  draftsToday: '{used} drafts were begun today; at most {most} a day are possible.',
  bytes:
    'The files of your drafts have {used}, and at most {most} are possible. Delete those you don’t need.',
  filesToday: '{used} files were uploaded today; at most {most} a day are possible.',
  bytesToday: '{used} were uploaded today; at most {most} a day are possible.',
  takeOversToday: '{used} letters were taken over from others today; at most {most} a day are possible.',
}
