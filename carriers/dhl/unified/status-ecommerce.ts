import type { StatusTable } from 'waybill/kit';
import { grouped } from '../shared/status-divisions.ts';

/**
 * DHL eCommerce (Americas, Asia, global), by the number that DHL publishes. The API sends the words instead of the
 * number in all recordings; `wording.ts` reads those and gives each of them the same meaning.
 */
export const ecommerce: StatusTable = /* @__PURE__ */ grouped({
  pre_transit: {
    label_created: '132 150 235 238 300 350 400 445',
    pickup_scheduled: '109 128 129 135',
  },
  in_transit: {
    '': '402 51 525 532 541 545',
    picked_up: '100 130 461',
    accepted: '115 200 211',
    received_at_origin_facility: '104',
    departed_origin_facility: '110 456',
    arrived_at_facility: '116 125 155 156 454 462 470 472 499 515 521 526 562 566 603',
    processed_at_facility:
      '106 220 365 371 401 431 451 477 483 510 517 524 528 529 536 537 539 540 543 557 567 576 579',
    departed_facility: '113 114 120 399 464 481 482 518 531 538 561 568 577 805',
    arrived_in_destination_country: '360 361 533 549',
    arrived_at_destination_facility: '468 494 520 542 575 637',
    preparing_for_delivery: '473 547 548',
    handed_to_partner: '478 479 480 50 505 511 523 535 589 590 642',
    forwarded: '530 534 582 632',
    problem_resolved: '359',
    customs_processing: '441 447 463 501 509',
    customs_cleared: '442 449 452 502',
  },
  out_for_delivery: {
    '': '580 597 598',
    loaded_on_vehicle: '544',
    arriving_soon: '558',
  },
  available_for_pickup: {
    // 588: the customs office keeps it, and the consignee fetches it there.
    '': '570 585 588',
    at_pickup_point: '469 560 565 599 601',
    at_post_office: '522',
  },
  delivery_attempted: {
    '': '563 571 595 596 615 629 638 639',
    business_closed: '555 564 612',
    final_attempt: '583',
    no_access: '553 605',
    no_safe_place: '554',
    notice_left: '550',
    payment_due: '614',
    recipient_unavailable: '551 552 556 613',
  },
  exception: {
    '': '651 665',
    address_issue: '630 631 633 683 689 691 700 710 730 740 750',
    customs_delayed: '508',
    customs_held: '443 506 507',
    customs_inspection: '453',
    customs_payment_due: '240 242',
    customs_rejected: '448',
    damaged: '620 623',
    delayed: '450 592 593',
    delivery_rescheduled: '581 616',
    destroyed: '636 825',
    held: '312 644',
    information_required: '229 358 513 573',
    lost: '690',
    missorted: '546 640 641 670 671',
    not_collected: '693 760',
    payment_due: '503',
    pickup_failed: '134 627',
    recipient_deceased: '770',
    recipient_moved: '686 720',
    recipient_unavailable: '594 844',
    refused: '608 610 611 619',
    rejected_by_carrier: '107',
    return_requested: '604',
    // 650 and 780: dead letter and abandoned. Where such parcels end is not said.
    undeliverable: '625 626 650 780 809',
  },
  returning: {
    return_to_sender: '108 800 806 808 810 811 813 815 816 817 818 820 821 853 854 855 856 857 858 862 882',
    address_issue: '880',
    business_closed: '887',
    delivery_rescheduled: '859',
    held: '849',
    no_access: '883',
    not_collected: '804',
    out_of_service_area: '802',
    picked_up: '628',
    recipient_moved: '885',
    recipient_unavailable: '886',
    refused: '881 884',
    undeliverable: '602',
  },
  delivered: {
    // 606 names neighbour, front desk and others in one: where it went is not said.
    '': '600 606 607 621',
    collected: '572',
    delivered_to_mailbox: '657',
    delivered_to_reception: '656',
    delivered_to_safe_place: '652 653 654 655 658 659',
  },
  returned: {
    '': '860 863',
    collected: '864',
  },
  cancelled: {
    '': '101',
  },
  info: {
    '': '163 164 241 504 680 699 99',
    delivery_change_confirmed: '161 162',
    delivery_rescheduled: '609',
    estimate_updated: '574',
    payment_collected: '591 617 618',
    problem_resolved: '313',
    proof_available: '867 868 869 870 871 872',
    return_requested: '624 807',
  },
});

/**
 * DHL eCommerce Europe, by number; the words as above. DHL's own `statusCode` calls 43 to 46 (handed to a shop, locker
 * or post office), 302 (handed to a partner) and 366 (back with the sender) delivered.
 */
export const ecommerceEurope: StatusTable = /* @__PURE__ */ grouped({
  pre_transit: {
    '': '254 369',
    label_created: '1',
  },
  in_transit: {
    picked_up: '14 15 16 17 2 226 228 9',
    dropped_off: '3 4 5 6 7 8',
    received_at_origin_facility: '234 27',
    arrived_at_facility: '236 240 30 37',
    processed_at_facility: '19 22 230 232 233 25 255 28 31 354 355 356 367 377 378 379 38 41',
    departed_facility: '20 23 231 237 26 32',
    departed_origin_country: '235 29',
    arrived_in_destination_country: '238 33',
    arrived_at_destination_facility: '242 40 47',
    handed_to_partner: '302',
    customs_processing: '258 368 370',
    customs_cleared: '130 133',
  },
  out_for_delivery: {
    loaded_on_vehicle: '42',
  },
  available_for_pickup: {
    at_pickup_point: '43 44',
    at_locker: '45',
    at_post_office: '46',
  },
  delivery_attempted: {
    '': '154 161 253 72',
    address_issue: '206 79 80',
    identification_failed: '330 82',
    payment_due: '77 78 86',
    recipient_moved: '81',
    recipient_unavailable: '372 73 74 75 85',
  },
  exception: {
    '': '156 392 94',
    business_closed: '395 87 90 96',
    damaged: '83',
    delivery_rescheduled: '217',
    held: '269',
    operational_delay: '265 267 88 91 93 97',
    payment_due: '214 215 268',
    recipient_unavailable: '141',
    refused: '207 208 209 210 211 76',
    rejected_by_carrier: '95',
    size_or_weight_exceeded: '200 358 89 92 98',
    weather_delay: '264 266',
  },
  returning: {
    return_to_sender: '149 160 363 364 365',
    customs_documents_required: '259',
    customs_rejected: '152',
    not_collected: '100 101 102 155 99',
    recipient_moved: '157',
    refused: '151',
    undeliverable: '248 249',
  },
  delivered: {
    '': '63 64 69 70 71',
    collected: '65 66 67 68',
    damaged: '306',
  },
  returned: {
    '': '366',
  },
  info: {
    '': '380',
    delivery_change_requested: '159 222 223 53 56 57 58 59 60 61 62',
    held_at_request: '142 172 194 218 219',
    recipient_notified: '52',
  },
});

/** PPL, the Czech division, by number. */
export const ecommercePpl: StatusTable = /* @__PURE__ */ grouped({
  pre_transit: {
    label_created: '900',
  },
  in_transit: {
    '': '500',
    accepted: '150',
    arrived_at_destination_facility: '300',
    preparing_for_delivery: '400',
  },
  available_for_pickup: {
    at_pickup_point: '343',
  },
  exception: {
    delivery_rescheduled: '460',
    lost: '997',
    refused: '464',
  },
  delivered: {
    '': '450',
  },
  cancelled: {
    cancelled_by_sender: '999',
  },
});
