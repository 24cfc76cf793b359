import type { refusals as kk } from '../kk/refusals.ts'

export const refusals: typeof kk = {
  action_not_in_status: {
    title: 'This can’t be done now',
    detail: 'The status of the appeal has changed. Reload the page to see the current one.',
  },
  appeal_over: {
    title: 'The appeal is over',
    detail: 'Messages are no longer taken in this appeal. Write a new appeal if you need to.',
  },
  papers_not_asked: {
    title: 'This paper is not asked for any more',
    detail: 'It was sent, accepted, or is not needed. Reload the page and look at the list.',
  },
  objected_already: {
    title: 'You have complained about this letter already',
    detail: 'The complaint is on the page of this appeal. Follow it there.',
  },
  rating_settled: {
    title: 'This rating can no longer be changed',
    detail:
      'A rating can be changed for 14 days from the day it was first given. To tell us more, write a new appeal.',
  },
  role_not_allowed: {
    title: 'You have no right to do this',
    detail: 'It is done by staff with another role. If you need it, ask an administrator.',
  },
  another_unit: {
    title: 'This appeal belongs to another unit',
    detail: 'What is done here, its own unit does. Ask the registrar to route it to yours.',
  },
  not_the_executor: {
    title: 'Another executor has this appeal',
    detail: 'Only the executor of the appeal can do this.',
  },
  signature_not_confirmed: {
    title: 'The signature is not confirmed yet',
    detail: 'The appeal can be executed once it is known that the certificate is not revoked.',
  },
  letter_changed: {
    title: 'The letter has changed',
    detail:
      'The appeal was changed after the letter had been prepared. Prepare it again and sign the new one.',
  },
  letter_void: {
    title: 'The prepared letter has lapsed',
    detail: 'A letter holds only on the day it was prepared. Prepare it again and sign.',
  },
  catalogue_changed: {
    title: 'The appeal type or the tariff is new',
    detail:
      'A newer version came out since the draft began. Look at the changes and prepare the letter again.',
  },
  already_sent: {
    title: 'The appeal has been sent already',
    detail: 'It is in Outgoing. There is no need to send it again.',
  },
  signature_needed: {
    title: 'A signature is needed',
    detail: 'This letter is sent signed only. Prepare the letter and sign it with your EDS key.',
  },
  withdrawal_unregistered: {
    title: 'The appeal is not registered yet',
    detail:
      'A withdrawal needs the registration number. Come back to this page when the appeal is registered.',
  },
  withdrawal_open: {
    title: 'The withdrawal was asked for already',
    detail: 'Wait until the company has decided on it.',
  },
  contract_closed: {
    title: 'The contract is closed',
    detail: 'No such appeal can be written under a closed contract. Choose another contract or appeal type.',
  },
  legal_entity_contract: {
    title: 'This is a contract of a legal entity',
    detail:
      'Only appeals of individuals can be written here so far. Hand in an appeal on behalf of a company on paper at the office.',
  },
  type_not_offered: {
    title: 'No such appeal can be written under this contract',
    detail: 'Choose another appeal type from the list.',
  },
  type_required: { title: 'No appeal type is chosen', detail: 'Choose a category and an appeal type.' },
  payment_required: { title: 'No method of payment is chosen', detail: 'Choose a method of payment.' },
  document_missing: { title: 'A document is missing', detail: 'Attach the required document of the list.' },
  receipt_missing: { title: 'The receipt is missing', detail: 'Attach the payment receipt.' },
  required: { title: 'The field is empty', detail: 'Fill in this field.' },
  too_short: { title: 'The text is too short', detail: 'Write at least {n} characters.' },
  too_many_lines: { title: 'The text has too many lines', detail: 'Lines that a text may have: {n}.' },
  too_long: { title: 'The text is too long', detail: 'Shorten the text to {n} characters.' },
  option_unknown: { title: 'The list has no such value', detail: 'Choose one of the values offered.' },
  date_invalid: { title: 'There is no such date', detail: 'Write the date as DD.MM.YYYY.' },
  date_out_of_range: {
    title: 'The date is outside the allowed days',
    detail: 'Choose a date from {min} to {max}.',
  },
  date_too_early: { title: 'The date is too early', detail: 'Choose {min} or a later date.' },
  date_too_late: { title: 'The date is too late', detail: 'Choose {max} or an earlier date.' },
  date_not_working: { title: 'This is not a working day', detail: 'Choose a working day.' },
  amount_invalid: {
    title: 'The sum is unclear',
    detail: 'Write the sum in tenge, for example 12 500 or 12 500.50.',
  },
  amount_out_of_range: { title: 'The sum is out of range', detail: 'Write a sum from {min} to {max} tenge.' },
  number_invalid: { title: 'This is not a whole number', detail: 'Write a whole number in digits.' },
  number_out_of_range: { title: 'The number is out of range', detail: 'Write a number from {min} to {max}.' },
  iin_length: {
    title: 'An IIN has 12 digits',
    detail: 'Digits written now: {n}. Write all 12 as the identity card has them.',
  },
  iin_invalid: { title: 'The IIN has a mistake', detail: 'Check the 12 digits against the identity card.' },
  iban_invalid: {
    title: 'The account number (IBAN) has a mistake',
    detail: 'Check the 20 characters, beginning with KZ, against the bank’s certificate.',
  },
  phone_invalid: {
    title: 'The phone number has a mistake',
    detail: 'Write a number of Kazakhstan like this: +7 700 000 00 00.',
  },
  pattern_mismatch: {
    title: 'There are characters that do not fit here',
    detail: 'Look at the name and hint of the field and remove what does not belong.',
  },
  items_too_few: { title: 'Too few entries', detail: 'Add entries: at least {n} are needed.' },
  items_too_many: { title: 'Too many entries', detail: 'Remove some: at most {n} are possible.' },
  email_invalid: {
    title: 'The e-mail address is not written right',
    detail: 'Write it like name@example.com, or leave the field empty.',
  },
  characters_without_shape: {
    title: 'The text has characters that a letter can’t print',
    detail: 'The typeface of letters has no shape for: {found}. Remove them, or write them in words.',
  },
  characters_not_allowed: {
    title: 'The text holds invisible control characters',
    detail: 'Type the text again, or paste it as plain text.',
  },
  key_of_another_company: {
    title: 'This is the key of another company',
    detail: 'Log in with the key that this company gave you, or with your own key as a private person.',
  },
  file_type: { title: 'The file format does not fit', detail: 'Choose a JPG, PDF, PNG, DOC or DOCX file.' },
  file_mismatch: {
    title: 'The content of the file does not match its name',
    detail: 'Save the file again as JPG, PDF, PNG, DOC or DOCX and upload it.',
  },
  file_too_large: {
    title: 'The file is too large',
    detail: 'This file has {bytes}; one file may have at most {most}. Make it smaller and upload it again.',
  },
  file_empty: { title: 'The file is empty', detail: 'There is nothing in the file. Choose another one.' },
  file_damaged: {
    title: 'The file is damaged',
    detail: 'The file does not open. Save or scan it again and upload it.',
  },
  file_encrypted: {
    title: 'The file is protected by a password',
    detail: 'Take the password off the file and upload it again.',
  },
  file_unsafe: {
    title: 'The file holds a macro or a program',
    detail: 'Save the document without macros, as PDF for one, and upload it.',
  },
  file_infected: {
    title: 'A virus was found in the file',
    detail: 'Remove this file, check your device for viruses and attach a clean file.',
  },
  file_checking: {
    title: 'The file is being checked for viruses',
    detail: 'Wait until the check is done; it usually takes less than a minute.',
  },
  file_upload: {
    title: 'The file was not uploaded',
    detail: 'Check the connection and upload the file again. Some office networks forbid sending files.',
  },
  files_too_many: {
    title: 'There are too many files',
    detail: 'An appeal takes at most {n} files. Delete one and try again.',
  },
  files_too_large: {
    title: 'The files are too large together',
    detail: 'The files of an appeal may have at most {most}. Make one of them smaller.',
  },
  drafts_too_many: {
    title: 'There are too many drafts',
    detail: 'There can be at most {n} drafts. Delete one that you don’t need, and try again.',
  },
  drafts_too_large: {
    title: 'The files of your drafts are too large together',
    detail:
      'The files of all drafts together may have at most {most}. Delete a draft or a file that you don’t need.',
  },
  file_slot_full: {
    title: 'This document has its file already',
    detail: 'To attach another, delete the earlier one first.',
  },
  extension_not_later: {
    title: 'The new term must be later than the old one',
    detail: 'Choose a date after {date}.',
  },
  extension_in_past: {
    title: 'The new term has passed already',
    detail: 'Choose a working day, {date} at the earliest.',
  },
  reply_changed: {
    title: 'The letter is another one by now',
    detail:
      'The day or the company’s data have changed since you looked at it. Look at it again, then send it.',
  },
  extension_over_cap: { title: 'The term is too far away', detail: 'It can be extended to {date} at most.' },
  extension_not_working_day: {
    title: 'The new term is not on a working day',
    detail: '{date} is a day off. Choose a working day.',
  },
  calendar_missing: {
    title: 'The calendar of {year} has not been entered',
    detail: 'Try again once an administrator has entered the working calendar of {year}.',
  },
  not_found: { title: 'There is no such page or record', detail: 'Check the link, or go to Messages.' },
  request_malformed: {
    title: 'The request can’t be understood',
    detail: 'Its form is broken. Reload the page and try again.',
  },
  request_invalid: {
    title: 'There is a mistake in the request',
    detail: 'Correct the fields named and try again.',
  },
  unsupported_media_type: { title: 'This kind of request is not supported', detail: 'Send JSON or a file.' },
  body_too_large: { title: 'The request is too large', detail: 'Shorten the text and try again.' },
  origin_refused: { title: 'The request came from another site', detail: 'Do this on a page of this site.' },
  session_required: { title: 'You need to sign in', detail: 'Sign in and try again.' },
  session_expired: {
    title: 'Your session has ended',
    detail: 'Sign in again. What you wrote is kept in the draft.',
  },
  consent_needed: {
    title: 'Your consent to personal data comes first',
    detail: 'Read the text of the consent and agree to it. Then the cabinet goes on.',
  },
  consent_changed: {
    title: 'The text of the consent has changed',
    detail: 'A new text has replaced the one you read. Reload the page and read the new one.',
  },
  prove_again: {
    title: 'This change has to be confirmed',
    detail: 'Show by your key or password that it is you, and do it again. What you typed stays.',
  },
  another_person: {
    title: 'This is somebody else’s key',
    detail: 'Confirm by the key of the person who is signed in.',
  },
  password_must_change: {
    title: 'First choose your own password',
    detail: 'You came in by the first password an administrator gave you. Replace it, and the office opens.',
  },
  role_refused: {
    title: 'You have no access to this section',
    detail: 'Sign in with another role, or ask an administrator.',
  },
  unknown_client: {
    title: 'No client has this IIN',
    detail: 'Your key is right, but you are not in the list of clients. Call {phone}.',
  },
  unknown_staff: {
    title: 'There is no such member of staff',
    detail: 'This key does not open the office. Log in with password and code, or ask an administrator.',
  },
  sign_in_failed: {
    title: 'Signing in did not work',
    detail: 'Check login, password and one-time code and try again.',
  },
  first_password_over: {
    title: 'The first password is over',
    detail: 'It is good for {days} days. Ask an administrator for a new one.',
  },
  sign_in_key_purpose: {
    title: 'This key can’t be used to sign in',
    detail:
      'This key is not for logging in. Choose the file whose name begins with AUTH, or a GOST-2015 key.',
  },
  challenge_gone: {
    title: 'The text to sign has lapsed',
    detail: 'More than ten minutes have passed since you began. Sign in again: you get a new text to sign.',
  },
  authority_unreachable: {
    title: 'The national certification authority does not answer',
    detail: 'We can’t check now whether your key has been revoked. Try again later, or call {phone}.',
  },
  wait_to_sign_in: {
    title: 'Wait a little before the next try',
    detail: 'Several attempts to sign in have failed. Try again in {seconds} s.',
  },
  too_many_attempts: { title: 'Too many attempts to sign in', detail: 'Try again in {minutes} min.' },
  too_many_requests: { title: 'Too many requests', detail: 'Wait a minute and try again.' },
  too_many_downloads: {
    title: 'Too many files are being downloaded at once',
    detail: 'Wait until those that have begun are done, and try again.',
  },
  range_beyond_end: {
    title: 'The file ends before that',
    detail: 'The part that was asked for begins behind its end. Download the file from its beginning.',
  },
  too_much_at_once: {
    title: 'Too much is being done at once',
    detail: 'Wait until what has begun is done, and try again. Nothing you have written is lost.',
  },
  too_much_today: {
    title: 'Today’s number is used up',
    detail:
      'Try again after midnight. If this limit is in your way, call the contact centre. Nothing you have written is lost.',
  },
  egov_mobile_code_gone: {
    title: 'The QR code has expired',
    detail: 'Refresh the QR code on the page of the site and scan it again.',
  },
  egov_mobile_code_used: {
    title: 'The QR code has been used',
    detail:
      'Go back to the page of the site: your signature is there. Refresh the QR code if you need another.',
  },
  egov_mobile_token_refused: {
    title: 'No access to the document',
    detail: 'Scan the QR code again with eGov Mobile.',
  },
  egov_mobile_signature_gone: {
    title: 'The signature from the phone no longer holds',
    detail: 'Prepare the letter again and sign it once more. What you wrote is kept in the draft.',
  },
  draft_stale: {
    title: 'The draft was changed elsewhere',
    detail:
      'It was saved in another window or on another device. Open the new version and repeat your change.',
  },
  export_too_long: {
    title: 'The list does not fit on a sheet',
    detail:
      'A sheet of XLSX holds {most} rows at most, this list has {n}. Narrow the list by a filter, or download it as CSV.',
  },
  upload_offset: {
    title: 'This part of the file came out of turn',
    detail: 'Go on with the file from byte {offset}.',
  },
  version_required: {
    title: 'The version of the draft is missing',
    detail: 'Add the header If-Match: "version" to the request.',
  },
  idempotency_key_required: {
    title: 'The key of the act is missing',
    detail: 'Add the header Idempotency-Key of 8–200 characters to the request.',
  },
  idempotency_key_reused: {
    title: 'Another act was done with this key',
    detail: 'Take a new Idempotency-Key for a new act.',
  },
  mail_unavailable: { title: 'This site sends no mail', detail: 'See the notices in the cabinet.' },
  email_missing: {
    title: 'There is no e-mail address in the profile',
    detail: 'Enter an e-mail address in your contacts and try again.',
  },
  too_many_mails: {
    title: 'A letter to confirm the address was sent just now',
    detail: 'Look into your mail, the spam folder too. If there is no letter, try again later.',
  },
  confirmation_gone: {
    title: 'The link is not good any more',
    detail: 'It was opened before, or 24 hours have passed. Send the e-mail again from the profile.',
  },
  not_ready: {
    title: 'The system is not ready yet',
    detail: 'The database does not answer. Try again in a few minutes.',
  },
  unavailable: {
    title: 'We can’t answer just now',
    detail: 'Try again in a little while. What was saved is kept, and what you typed is on this page.',
  },
  restarting: {
    title: 'The site is restarting',
    detail: 'Try again in half a minute. What was saved is saved, and what you have written is on this page.',
  },
  master_key_refused: {
    title: 'The site was given another master key',
    detail:
      'It is not the key of this database, so the site does not work. The operator has to give the right one.',
  },
  internal: { title: 'A fault on our side', detail: 'Try again. If it stays, tell us this number: {id}.' },
}
