import {
  basicCredentials,
  fault,
  readTokenAnswer,
  type TokenGrant,
  type TrackingError,
  type WireResponse,
} from 'waybill/kit';
import { errorOfCodes } from './errors.ts';
import { identity } from './numbers.ts';
import { baseUrlOf, type UpsOptions } from './request.ts';
import { readProblems } from './wire.ts';

/** Client credentials by HTTP Basic (OAuth Client Credentials API). The token's path is not under `/api`. */
export function tokenGrant(options: UpsOptions): TokenGrant {
  const { clientId, clientSecret, merchantId } = options;
  return {
    request: () => ({
      method: 'POST',
      url: `${baseUrlOf(options)}/security/v1/oauth/token`,
      headers: {
        accept: 'application/json',
        authorization: basicCredentials(clientId, clientSecret),
        'content-type': 'application/x-www-form-urlencoded',
        ...(merchantId === undefined ? {} : { 'x-merchant-id': merchantId }),
      },
      body: 'grant_type=client_credentials',
    }),
    read: (response) => readTokenAnswer(identity, response, { refusal }),
  };
}

/** What UPS's own envelope says. Of a malformed request the credentials are at fault: there is nothing else in it. */
function refusal({ status }: WireResponse, answer: unknown): TrackingError | undefined {
  const problems = readProblems(answer);
  if (problems.length === 0) return undefined;
  const error = errorOfCodes(problems, status);
  if (error.code !== 'invalid_request') return error;
  return fault(identity, 'unauthorized', { httpStatus: status, carrierCode: error.carrierCode });
}
