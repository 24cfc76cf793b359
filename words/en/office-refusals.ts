import type { officeRefusals as kk } from '../kk/office-refusals.ts'

export const officeRefusals: typeof kk = {
  // what staff do beside an appeal
  question_open: {
    title: 'This unit has been asked already',
    detail: 'It has not answered yet. Wait for the answer, or withdraw the question.',
  },
  question_answered: {
    title: 'The question has been answered',
    detail: 'Answered by {name} ({at}). Your text is still here.',
  },
  question_withdrawn: {
    title: 'The question was withdrawn',
    detail: 'Withdrawn by {name} ({at}). Your text is still here.',
  },
  linked_already: {
    title: 'These appeals are linked already',
    detail: 'There is no need to link them twice.',
  },
  link_unknown: {
    title: 'No such appeal was found',
    detail:
      'Check the number of the register or of the coupon. An appeal that you do not see cannot be linked.',
  },
  withdrawal_none: {
    title: 'Nobody asks for a withdrawal',
    detail: 'It was decided already, or the appeal is over. Reload the page.',
  },
  withdrawal_unchecked: {
    title: 'The signature is not confirmed yet',
    detail: 'Until the national authority has answered you can’t agree. You can decline.',
  },
  // letters of the company on their way
  about_self: {
    title: 'This appeal is about you',
    detail:
      'You don’t work on it: a colleague or the head does. The registrar or the head says whom an appeal concerns.',
  },
  about_them: {
    title: 'This appeal is about them',
    detail: 'Whom an appeal is about doesn’t work on it. Choose somebody else.',
  },
  reply_writer_concerned: {
    title: 'Somebody wrote in the letter whom the appeal is about',
    detail:
      'This letter is not sent. Send it back and throw the draft away: somebody whom it is not about writes another.',
  },
  reply_moved_on: { title: 'The letter has moved on', detail: 'Open it again to see what it is now.' },
  reply_stale: {
    title: 'The letter was saved elsewhere',
    detail: 'Saved by {name} ({at}). Your text is still in this window: compare and save again.',
  },
  reply_taken_over: {
    title: 'Another person is writing this letter',
    detail: 'Taken over by {name} ({at}). Your text is still in this window.',
  },
  reply_being_written: {
    title: 'This letter is being written now',
    detail: '{name} is writing it. Wait, or take the writing over.',
  },
  reply_not_approver: {
    title: 'This letter is approved by a head of the unit',
    detail: 'Ask a head of the unit, or who acts for them today.',
  },
  reply_writer_approves: {
    title: 'You have written in this letter',
    detail:
      'Who wrote a letter doesn’t approve it while there is somebody else. That somebody is away or concerned does not count where a writer of the letter recorded it. There are: {names}.',
  },
  reply_author_here: {
    title: 'Its author is here: {name}',
    detail: 'The author goes on with it themselves.',
  },
  reply_author_away: {
    title: 'Its author is away: {name}',
    detail: 'Only a head of the unit makes such a letter theirs.',
  },
  reply_not_author: { title: 'Only its author does this', detail: 'The author is {name}.' },
  reply_language: {
    title: 'The letter is missing in the language of the appeal',
    detail: 'Write it in the language that the client wrote in.',
  },
  reply_placeholder: {
    title: 'The letter has places that are not filled in',
    detail: 'Fill in or take out: {found}',
  },
  reply_corrects_none: {
    title: 'This letter can’t be corrected',
    detail: 'A correction is of a letter that was sent on this appeal. Choose it in the correspondence.',
  },
  papers_open: {
    title: 'An earlier request for papers is still open',
    detail:
      'There is one request at a time. First accept the papers that were asked for, or mark them as not needed.',
  },
  papers_day_past: { title: 'The day for the papers is too early', detail: 'Choose a day after {date}.' },
  papers_day_after_term: {
    title: 'The day for the papers is after the due date',
    detail: 'Choose a day not later than {date}, or set a new due date by an interim reply.',
  },
  paper_settled: {
    title: 'This paper is settled already',
    detail: 'Reload the page: a colleague settled it, or the client has not sent it yet.',
  },
  reply_corrects_other: {
    title: 'The correction of another letter is not finished yet',
    detail:
      'One correction at a time is written on an appeal. First finish or delete the one that was begun.',
  },
  // who works where
  staff_off: {
    title: 'This member of staff can’t sign in any more',
    detail: 'Choose somebody who works here. If they came back, an administrator enables them.',
  },
  staff_not_executor: {
    title: 'This member of staff doesn’t answer appeals',
    detail: 'Choose somebody with the role of executor or head.',
  },
  staff_of_another_unit: {
    title: 'This member of staff is in another unit',
    detail: 'Choose somebody of the unit where the appeal lies, or route it to another unit.',
  },
  staff_away: {
    title: 'This member of staff is away, the last day is {until}',
    detail: 'Choose the deputy, or somebody else who is here.',
  },
  absence_order: {
    title: 'The last day is before the first',
    detail: 'Check the days and enter them again.',
  },
  absence_past: { title: 'These days are over', detail: 'Enter days of which the last is today or later.' },
  hand_over_early: {
    title: 'It is too early to hand the work over for good',
    detail: 'That can be done from {from} on. For now choose a deputy.',
  },
  absence_overlaps: {
    title: 'There is an absence on these days: {from} – {to}',
    detail: 'Cancel that one first, or choose other days.',
  },
  deputy_self: { title: 'Nobody is their own deputy', detail: 'Choose somebody else as the deputy.' },
  deputy_off: { title: 'The deputy can’t sign in any more', detail: 'Choose somebody who works here.' },
  deputy_not_able: {
    title: 'The deputy can’t do this work',
    detail: 'Choose somebody with the role of executor or head.',
  },
  deputy_circle: {
    title: 'The deputies would go round in a circle',
    detail: 'Choose somebody who is here on these days.',
  },
  deputy_chain: {
    title: 'The chain of deputies is too long',
    detail: 'At most three may follow one another. Choose somebody who is here.',
  },
  last_administrator: {
    title: 'Nobody would be left to administer',
    detail: 'Give the role of administrator to somebody else who is here first.',
  },
  own_administrator: {
    title: 'You can’t do this to yourself',
    detail: 'Ask another administrator to do it.',
  },
  unit_name: { title: 'Fill in the name in three languages', detail: '1–100 characters in each.' },
  unit_code: {
    title: 'This code of a unit doesn’t fit',
    detail: 'Begin with a small Latin letter; letters, digits, hyphens, up to 40 characters.',
  },
  unit_code_taken: { title: 'There is a unit with this code', detail: 'Choose another code.' },
  unit_circle: { title: 'The unit would be below itself', detail: 'Choose another unit above it.' },
  unit_closed: { title: 'There is no such open unit', detail: 'Choose an open unit.' },
  unit_last: {
    title: 'This is the last open unit',
    detail: 'Appeals have to come somewhere. Open another unit first.',
  },
  unit_has_units: {
    title: 'There are open units below it: {n}',
    detail: 'Close them first, or move them below another unit.',
  },
  unit_closing: {
    title: 'The unit is closing',
    detail: 'Its work is going to another unit. Choose an open one.',
  },
  unit_takes: {
    title: 'The unit is taking the work of another',
    detail: 'Try again once all of it has come.',
  },
  unit_has_work: { title: 'The unit has open work: {n}', detail: 'Choose the unit that takes it.' },
  head_not_able: {
    title: 'This member of staff can’t be the head',
    detail: 'Choose somebody who can sign in and has the role of head.',
  },
  heir_needed: {
    title: 'Nobody is named to take: {n}',
    detail: 'Choose who takes each thing of the one who leaves.',
  },
  heir_not_able: {
    title: 'The chosen member of staff can’t take this',
    detail: 'Choose somebody who can sign in and has the right role and unit.',
  },
  // handing work around
  bulk_empty: { title: 'No appeal is chosen', detail: 'Tick at least one.' },
  bulk_too_large: {
    title: 'Too many for one act',
    detail: 'At most {limit} appeals at once. Narrow the list by a filter.',
  },
  bulk_list_changed: {
    title: 'The list has changed meanwhile',
    detail: 'Appeals in it now: {n}. Look again and begin once more.',
  },
  bulk_many_running: {
    title: 'Your earlier acts on many are still running',
    detail: 'One person may have {limit} running at once. Begin when one of them has finished.',
  },
  bulk_undone: { title: 'It can’t be undone', detail: 'It is not finished yet, or it was undone already.' },
  not_done: { title: 'Something went wrong', detail: 'Nothing was done with this appeal. Try it again.' },
  changed_meanwhile: {
    title: 'Somebody has decided otherwise meanwhile',
    detail: 'The appeal has changed since you saw it. Look at it as it is now, and decide again.',
  },
  deputy_instead: {
    title: 'This person is away, the last day is {until}',
    detail: 'Replaced by: {deputy}. Choose them, or somebody else who is here.',
  },
  unit_needed: { title: 'The appeal is in no unit yet', detail: 'Choose its unit first.' },
  internal_day_past: { title: 'The internal date is past', detail: 'Choose {date} or a later day.' },
  internal_day_late: {
    title: 'The internal date is later than the due date',
    detail: 'The client was told {date}. The internal date can’t be later.',
  },
  internal_day_not_working: {
    title: 'The internal date is not a working day',
    detail: '{date} is not a working day. Choose one that is.',
  },
  login_shape: {
    title: 'This login doesn’t fit',
    detail: '2–100 characters: letters, digits, full stop, hyphen, _ or @.',
  },
  login_taken: { title: 'This login is taken', detail: 'Choose another, or reset that person’s password.' },
  person_name: { title: 'Enter a surname and a given name', detail: 'Letters, hyphens and spaces only.' },
  extension_shape: { title: 'This extension doesn’t fit', detail: 'Enter 3–6 digits, or leave it empty.' },
  iin_taken: {
    title: 'Another member of staff has this IIN',
    detail: 'One person has one login. If they came back, enable that one.',
  },
  role_needed: { title: 'No role is chosen', detail: 'Tick at least one role.' },
  password_length: {
    title: 'This password has the wrong length',
    detail: 'At least 10 and at most 200 characters.',
  },
  password_common: {
    title: 'This password is tried first',
    detail:
      'It is like passwords that many use, or like a row of keys. Think of another one, of several words.',
  },
  password_own: {
    title: 'Who knows you can guess this password',
    detail:
      'It must not be made of the login, a name, a number or the company’s name. Think of another one, of several words.',
  },
  password_wrong: {
    title: 'Your present password is not right',
    detail:
      'Type again the password that you sign in with. If you have forgotten it, an administrator gives you a new one.',
  },
  password_same: {
    title: 'This is your present password',
    detail: 'The new one has to differ from it. Think of another, made of several words.',
  },
  // signing a letter of the company
  reply_void: {
    title: 'This letter does not wait to be signed any more',
    detail: 'Its number was annulled, or it was sent. Open the letter again: it gets a new number.',
  },
  reply_not_shown: {
    title: 'Another letter was shown',
    detail:
      'The letter that was signed is not the one on the page. Open the letter again, look at it and sign.',
  },
  reply_frozen_by: {
    title: 'Somebody else has opened the letter for signing',
    detail: 'It was {name}, whose name is in the letter. They sign it, or press “Don’t sign”.',
  },
  reply_opened_often: {
    title: 'The letter was opened for signing too often today',
    detail:
      'Each opening uses up an outgoing number, and a letter has {n} a day. Open it tomorrow, or send it back.',
  },
  staff_without_iin: {
    title: 'Your IIN has not been entered',
    detail:
      'A letter is signed with a key of your IIN and the company’s BIN. An administrator enters the IIN.',
  },
  seal_missing: {
    title: 'The company’s seal key is not installed',
    detail:
      'By the setting a letter is sealed by the company. An administrator installs the key: otinish seal add.',
  },
  seal_lapsed: {
    title: 'The company’s seal key has expired',
    detail: 'No letter goes without the seal. An administrator has to install a new key: otinish seal add.',
  },
  seal_revoked: {
    title: 'The company’s seal key was revoked',
    detail: 'No letter goes without the seal. An administrator has to install a new key: otinish seal add.',
  },
  seal_of_another: {
    title: 'The company’s seal key is of another company',
    detail:
      'The BIN in the key is not the BIN in the settings, and no letter goes without the seal. An administrator installs the right key, otinish seal add, or corrects the BIN.',
  },
  // corrections of a register book
  correction_open: {
    title: 'A correction of this field is proposed already',
    detail: 'It has not been decided yet. Wait for the decision, or let who proposed it withdraw it.',
  },
  correction_same: {
    title: 'The book says exactly this',
    detail: 'Write what is right, or close the window.',
  },
  correction_own: {
    title: 'You cannot approve what you proposed yourself',
    detail: 'Another head approves it.',
  },
  correction_others: {
    title: 'Somebody else proposed this correction',
    detail: 'Only they can withdraw it.',
  },
  correction_decided: {
    title: 'This correction has been decided',
    detail: 'Decided by {name} ({at}). Reload the page.',
  },
  month_not_over: {
    title: 'This month is not over yet',
    detail: 'A month of the book is printed and sealed once it is over. Choose a month that is.',
  },
  month_empty: {
    title: 'The book has no rows in this month',
    detail: 'There is nothing to print. Choose another month or year.',
  },
  contract_not_clients: {
    title: 'This client has no such contract',
    detail: 'Check the number. Only a contract of this client can be written into the book.',
  },
}
