import { type Maybe, present, type ShapeReading } from 'waybill/kit';
import { xmlText } from 'waybill/kit-xml';
import type { TrackResult, WireAddress, WireError, WireScan, WireWeight } from '../wire.ts';
import type { SoapAddress, SoapBarcode, SoapDetails, SoapEvent, SoapWeight } from './wire.ts';

/*
 * The SOAP service and the API that followed it tell the same facts by the same codes under other names. A shipment of
 * the one is translated into the other's words, and read by the same code from there.
 */

/** A shipment in the words of Track v1, with `error` for what its notification says. */
export function translated(
  { value: details, issues }: ShapeReading<SoapDetails>,
  error: WireError | undefined,
): ShapeReading<TrackResult> {
  const status = first(details.StatusDetail);
  const service = first(details.Service);
  const result: TrackResult = {
    trackingNumberInfo: {
      trackingNumber: xmlText(details.TrackingNumber),
      trackingNumberUniqueId: xmlText(details.TrackingNumberUniqueIdentifier),
      carrierCode: xmlText(details.CarrierCode),
    },
    error,
    latestStatusDetail: {
      code: xmlText(status?.Code) ?? xmlText(details.StatusCode),
      description: xmlText(status?.Description) ?? xmlText(details.StatusDescription),
      scanLocation: address(status?.Location ?? []),
      ancillaryDetails: present(status?.AncillaryDetails).map((each) => ({
        reason: xmlText(each.Reason),
        reasonDescription: xmlText(each.ReasonDescription),
        action: xmlText(each.Action),
        actionDescription: xmlText(each.ActionDescription),
      })),
    },
    serviceCommitMessage: { message: xmlText(details.ServiceCommitMessage) },
    informationNotes: [],
    scanEvents: details.Events.map((event) => (event === null || event === undefined ? event : scan(event))),
    dateAndTimes: times(details),
    deliveryDetails: {
      signedByName: xmlText(details.DeliverySignatureName),
      locationType: xmlText(details.DeliveryLocationType),
      locationDescription: xmlText(details.DeliveryLocationDescription),
      deliveryAttempts: xmlText(details.DeliveryAttempts),
      destinationServiceArea: xmlText(details.DestinationServiceArea),
      actualDeliveryAddress: address(details.ActualDeliveryAddress),
    },
    serviceDetail: {
      type: xmlText(service?.Type) ?? xmlText(details.ServiceType),
      description: xmlText(service?.Description) ?? xmlText(details.ServiceInfo),
    },
    packageDetails: {
      count: xmlText(details.PackageCount),
      weightAndDimensions: {
        weight: weights(details.PackageWeight),
        dimensions: present(details.PackageDimensions).map(({ Length, Width, Height, Units }) => ({
          length: xmlText(Length),
          width: xmlText(Width),
          height: xmlText(Height),
          units: xmlText(Units),
        })),
      },
    },
    shipmentDetails: { weight: weights(details.ShipmentWeight) },
    pieceCounts: [],
    additionalTrackingInfo: {
      packageIdentifiers: [
        ...present(details.OtherIdentifiers)
          .flatMap((entry) => [entry, ...present(entry.PackageIdentifier)])
          .map(({ Type, Value }) => ({ type: xmlText(Type), value: [xmlText(Value)], values: [] })),
        ...present(details.Barcode).flatMap(postalLabel),
      ],
    },
    shipperInformation: { address: address(details.ShipperAddress) },
    recipientInformation: { address: address(details.DestinationAddress) },
    originLocation: { locationContactAndAddress: { address: address(details.OriginLocationAddress) } },
    lastUpdatedDestinationAddress: address(details.LastUpdatedDestinationAddress),
    availableImages: images(details).map((type) => ({ type })),
  };
  return { value: result, issues };
}

/** The place of an issue under the names that the payload has. */
export function pathAsSent(path: string): string {
  return path.replace(/^((?:.*\.)?)scanEvents\.(\d+)\.date$/, '$1Events.$2.Timestamp');
}

function scan(event: SoapEvent): WireScan {
  return {
    date: xmlText(event.Timestamp),
    eventType: xmlText(event.EventType),
    eventDescription: xmlText(event.EventDescription),
    exceptionCode: xmlText(event.StatusExceptionCode),
    exceptionDescription: xmlText(event.StatusExceptionDescription),
    locationId: xmlText(event.StationId),
    locationType: xmlText(event.ArrivalLocation),
    scanLocation: address(event.Address),
  };
}

function times(details: SoapDetails): TrackResult['dateAndTimes'] {
  return [
    ...present(details.DatesOrTimes).map(({ Type, DateOrTimestamp }) => ({
      type: xmlText(Type),
      dateTime: xmlText(DateOrTimestamp),
    })),
    { type: 'SHIP', dateTime: xmlText(details.ShipTimestamp) },
    { type: 'COMMITMENT', dateTime: xmlText(details.CommitmentTimestamp) },
    { type: 'APPOINTMENT_DELIVERY', dateTime: xmlText(details.AppointmentDeliveryTimestamp) },
    { type: 'ESTIMATED_DELIVERY', dateTime: xmlText(details.EstimatedDeliveryTimestamp) },
    { type: 'ACTUAL_DELIVERY', dateTime: xmlText(details.ActualDeliveryTimestamp) },
  ];
}

/** The label that the post scans (`Barcode`), a ZIP code in front of its number or not. */
function postalLabel({ Type, Value }: SoapBarcode): readonly { type: string; value: string[]; values: string[] }[] {
  const type = xmlText(Type);
  const label = xmlText(Value)?.replace(/^420\d{5}(?:\d{4})?(?=9\d{21})/, '');
  if (label === undefined || (type !== 'USPS' && type !== 'POSTAL')) return [];
  return [{ type: 'PARTNER_CARRIER_NUMBER', value: [label], values: [] }];
}

function address(elements: readonly Maybe<SoapAddress>[]): WireAddress | undefined {
  const element = first(elements);
  return (
    element && {
      city: xmlText(element.City),
      stateOrProvinceCode: xmlText(element.StateOrProvinceCode),
      postalCode: xmlText(element.PostalCode),
      countryCode: xmlText(element.CountryCode),
    }
  );
}

function weights(elements: readonly Maybe<SoapWeight>[]): readonly WireWeight[] {
  return present(elements).map(({ Units, Value }) => ({ unit: xmlText(Units), value: xmlText(Value) }));
}

function images(details: SoapDetails): readonly (string | undefined)[] {
  const listed = present(details.AvailableImages).map((image) =>
    typeof image === 'string' ? image : (xmlText(image.Type) ?? xmlText(image)),
  );
  // The flag of version 5 in the word of the later ones.
  return xmlText(details.SignatureProofOfDeliveryAvailable) === 'true'
    ? [...listed, 'SIGNATURE_PROOF_OF_DELIVERY']
    : listed;
}

function first<T>(elements: readonly Maybe<T>[]): T | undefined {
  return present(elements)[0];
}
