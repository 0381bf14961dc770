/** What PulseAudio remembers of streams, devices and cards. */
package tdb2.engine.decode.pulse;
