/** Who works where: the administrator's pages and commands. kk is the reference. */
export const people = {
  // why work changed hands: kept with the appeal
  reasons: {
    roleWithdrawn: 'Қызметкердің өтініштерге жауап беру құқығы алынды.',
    unitLeft: 'Қызметкер бөлімшеден шықты.',
    disabled: 'Қызметкердің кіруі өшірілді.',
    leaves: 'Қызметкер жұмыстан кетті, істері тапсырылды.',
    unitClosed: 'Бөлімше жабылды.',
    absence: 'Қызметкер жұмыста болмайды.',
  },
}
