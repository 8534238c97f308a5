/**
 * Parcels for people: headlines, progress, times, texts and messages in seven languages, and what of a parcel may be shown to
 * whom. Pure functions; every language but English is loaded when it is asked for.
 *
 * @module
 */
export type { PersonalData } from '../model/personal.ts';
export { personalFields } from '../model/personal.ts';
export { type FormatTimeOptions, formatTime, formatWindow, todayOf } from './format-time.ts';
export { headline, type PresentOptions } from './headline.ts';
export { defaultLanguage, type Language, languages, loadLanguage } from './language.ts';
export {
  type MailText,
  type MessageOptions,
  mailText,
  mostShortText,
  type SmsSize,
  shortText,
  smsSize,
} from './messages.ts';
export { type PublicEvent, type PublicPlace, type PublicView, publicView, redact, redacted } from './personal-data.ts';
export { type ProgressStep, progress, type TrackingProgress } from './progress.ts';
export type { ConcernText, HeadlineTexts, MailTexts, MessageText, StepName, Texts, TimeTexts } from './texts.ts';
export { type IconName, iconOf, type StatusTone, toneOf } from './tone.ts';
