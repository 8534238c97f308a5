import { present } from 'waybill/kit';
import { addressOf, leafText, referencesOf, serviceOf, weightOf } from '../leaf.ts';
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
    activity: parcel.Activity.map((activity) => activity && activityOf(activity)),
    deliveryDate: [
      { type: 'SDD', date: leafText(shipment.ScheduledDeliveryDate) },
      { type: 'RDD', date: leafText(parcel.RescheduledDeliveryDate) },
    ],
    deliveryInformation: deliveryInformationOf(parcel),
    packageAddress: [
      { type: 'ORIGIN', address: addressOf(shipment.Shipper?.Address) },
      { type: 'DESTINATION', address: addressOf(shipment.ShipTo?.Address) },
    ],
    service: serviceOf(shipment.Service),
    weight: weightOf(parcel.PackageWeight),
    referenceNumber: [
      ...referencesOf('SHIPMENT', shipment.ReferenceNumber),
      ...referencesOf('PACKAGE', parcel.ReferenceNumber),
    ],
    alternateTrackingNumber: [],
  };
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
