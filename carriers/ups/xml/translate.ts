import { plainText, present, sentences } from 'waybill/kit';
import { addressOf, leafText, referencesOf, serviceOf, wireWeightOf } from '../old-formats.ts';
import type { WireActivity, WireDeliveryInformation, WirePackage, WireShipment } from '../wire.ts';
import type { XmlActivity, XmlPackage, XmlShipment } from './wire.ts';

/*
 * XML Track and the API that followed it tell the same facts by the same codes under other names. A shipment of the one
 * is spelled as the other's, and read by the same code from there.
 */

/** A shipment in the words of Track v1. */
export function shipmentOf(shipment: XmlShipment): WireShipment {
  return {
    inquiryNumber: leafText(shipment.ShipmentIdentificationNumber),
    pickupDate: leafText(shipment.PickupDate),
    package: shipment.Package.map((parcel) => parcel && packageOf(parcel, shipment)),
    warnings: [],
  };
}

function packageOf(parcel: XmlPackage, shipment: XmlShipment): WirePackage {
  return {
    trackingNumber: leafText(parcel.TrackingNumber),
    activity: activitiesOf(parcel),
    ...datesOf(parcel, shipment),
    deliveryInformation: deliveryInformationOf(parcel),
    packageAddress: [
      { type: 'ORIGIN', address: addressOf(shipment.Shipper?.Address) },
      { type: 'DESTINATION', address: addressOf(shipment.ShipTo?.Address) },
    ],
    service: serviceOf(shipment.Service),
    weight:
      leafText(parcel.PackageWeight?.Weight) === undefined && shipment.Package.length === 1
        ? wireWeightOf(shipment.ShipmentWeight)
        : wireWeightOf(parcel.PackageWeight),
    referenceNumber: [
      ...referencesOf('SHIPMENT', shipment.ReferenceNumber),
      ...referencesOf('PACKAGE', parcel.ReferenceNumber),
    ],
    alternateTrackingNumber: alternatesOf(parcel),
  };
}

/** The day of delivery has its time in its line as well; the time that is kept is that of the forecast. */
function datesOf(parcel: XmlPackage, shipment: XmlShipment): Pick<WirePackage, 'deliveryDate' | 'deliveryTime'> {
  const told = (code: string) =>
    present(shipment.DeliveryDateTime).find(({ Type: type }) => leafText(type?.Code) === code);
  const delivered = told('01');
  const [estimated, scheduled] = [told('02'), told('03')];
  const rescheduledDate = leafText(parcel.RescheduledDeliveryDate) ?? leafText(estimated?.Date);
  const rescheduledTime = leafText(parcel.RescheduledDeliveryTime) ?? leafText(estimated?.Time);
  const scheduledTime = leafText(shipment.ScheduledDeliveryTime) ?? leafText(scheduled?.Time);
  const forecastTime = rescheduledDate === undefined ? scheduledTime : rescheduledTime;
  const deliveredTime = leafText(delivered?.Time);
  return {
    deliveryDate: [
      { type: 'SDD', date: leafText(shipment.ScheduledDeliveryDate) ?? leafText(scheduled?.Date) },
      { type: 'RDD', date: rescheduledDate },
      ...(delivered === undefined ? [] : [{ type: 'DEL', date: leafText(delivered.Date) }]),
    ],
    deliveryTime:
      forecastTime !== undefined
        ? { type: 'CMT', endTime: forecastTime }
        : deliveredTime !== undefined
          ? { type: 'DEL', endTime: deliveredTime }
          : undefined,
  };
}

/** `AlternateTrackingInfo` does not say whose number it is; `AlternateTrackingNumber` is that of the way back. */
function alternatesOf(parcel: XmlPackage): WirePackage['alternateTrackingNumber'] {
  const holders = [parcel, ...present(parcel.Activity)];
  return [
    { type: 'USPS_PIC', number: leafText(parcel.PackageServiceOptions?.USPSPICNumber) },
    ...holders.flatMap(({ AlternateTrackingInfo: info, AlternateTrackingNumber: numbers }) => [
      ...present(info).map(({ Value: value }) => ({ number: leafText(value) })),
      ...present(numbers).map((number) => ({ type: 'RETURN', number: leafText(number) })),
    ]),
  ];
}

/** The lines in the order sent; what UPS says of the package as a whole stands at the newest, unless it is what that says. */
function activitiesOf({ Activity: activities, Message: messages }: XmlPackage): WirePackage['activity'] {
  const wires = activities.map((activity) => activity && activityOf(activity));
  const newest = present(wires).reduce<WireActivity | undefined>(
    (latest, wire) => (latest === undefined || stampOf(wire) > stampOf(latest) ? wire : latest),
    undefined,
  );
  const words = present(messages).map(({ Description: description }) => plainText(leafText(description)));
  const told = plainText(newest?.status?.description)?.toLowerCase();
  const nextStep = sentences(...words.filter((each) => each?.toLowerCase() !== told));
  return nextStep === undefined ? wires : wires.map((wire) => (wire && wire === newest ? { ...wire, nextStep } : wire));
}

function stampOf({ date, time }: WireActivity): string {
  return `${date ?? ''}${time ?? ''}`;
}

function activityOf(activity: XmlActivity): WireActivity {
  const { ActivityLocation: location, Status: status } = activity;
  return {
    date: leafText(activity.Date),
    time: leafText(activity.Time),
    gmtDate: leafText(activity.GMTDate),
    gmtTime: leafText(activity.GMTTime),
    gmtOffset: leafText(activity.GMTOffset),
    location: { address: addressOf(location?.Address) },
    status: {
      type: leafText(status?.StatusType?.Code),
      code: leafText(status?.StatusCode?.Code),
      description: leafText(status?.StatusType?.Description),
    },
    leftAt: leafText(location?.Code),
  };
}

/** Who signed and where it was left, which XML has in the delivery's own line. */
function deliveryInformationOf({ Activity: activities }: XmlPackage): WireDeliveryInformation {
  const delivery = present(activities).find(({ Status: status }) => leafText(status?.StatusType?.Code) === 'D');
  const location = delivery?.ActivityLocation;
  return { location: leafText(location?.Description), receivedBy: leafText(location?.SignedForByName) };
}
