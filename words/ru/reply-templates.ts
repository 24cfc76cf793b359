import type { replyTemplates as kk } from '../kk/reply-templates.ts'

export const replyTemplates: typeof kk = {
  label: 'Шаблон или фрагмент текста',
  hint: 'Наберите несколько букв, выберите стрелками и нажмите Enter.',
  template: 'шаблон письма',
  module: 'фрагмент текста',
  found: 'Найдено: {n}',
  nothing: 'Такого шаблона или фрагмента нет.',
  replaceTitle: 'Заменить написанное письмо?',
  replaceText: 'Текст, написанный на этом языке, исчезнет, вместо него встанет шаблон.',
  replace: 'Заменить',
}
