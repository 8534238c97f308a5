/**
 * The kit's second half, for carriers that send XML or are asked in it. Apart, so that programs that read JSON only pull in no XML parser.
 *
 * @module
 */
export {
  escapeXml,
  parseXml,
  type XmlFault,
  type XmlReading,
  type XmlText,
  xmlText,
  xmlTextField,
} from './read/xml.ts';
