import type { replyTemplates as kk } from '../kk/reply-templates.ts'

export const replyTemplates: typeof kk = {
  label: 'Template or passage',
  hint: 'Type a few letters, choose by the arrows, press Enter.',
  template: 'template of a letter',
  module: 'passage',
  found: 'Found: {n}',
  nothing: 'There is no such template or passage.',
  replaceTitle: 'Replace what is written?',
  replaceText: 'The text written in this language goes, the template takes its place.',
  replace: 'Replace',
}
