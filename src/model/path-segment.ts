/** Text as one segment of a path, or a value of a query; whatever it holds: half a surrogate pair is `\ufffd`. */
export function pathSegment(value: string): string {
  return encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}
