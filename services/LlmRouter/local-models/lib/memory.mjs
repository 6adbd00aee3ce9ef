import { freemem } from 'node:os';

/** Whether the machine, or the container, has that much to give and as much again for others. */
export const isRoomFor = (bytes) => (process.availableMemory?.() ?? freemem()) > 2 * bytes;
