import type { consent as kk } from '../kk/consent.ts'

export const consent: typeof kk = {
  title: 'Consent to collecting and processing personal data',
  lead: 'To use the cabinet we need your consent. Read the text below: which data, what for, who sees them, how to withdraw.',
  leadAgain:
    'The text of the consent has changed. Read the new text and agree to it. What you typed before is kept.',
  version: 'Version of the text: {version}',
  agree: 'I agree',
  agreeing: 'Writing it down…',
  disagree: 'I do not agree, sign me out',
  recorded: 'Your consent is kept with its date and time. You can see it in your profile.',
  myData: 'Download a copy of my data',
  refusedTitle: 'You did not agree',
  refused:
    'So you have been signed out. Nothing in your data has changed, and your rights under the contract are as before.',
  refusedWays:
    'An appeal can be handed in on paper at the office of {company}. If you have questions, call the call centre:',
  backToSignIn: 'To the sign-in page',
}
