//! A screenshot, and the colours in it.

use std::collections::HashMap;
use std::io::Cursor;

/// Red, green and blue of one pixel.
pub type Colour = [u8; 3];

/// How many pixels have which colour.
pub struct Picture {
    pub size: (u32, u32),
    pixels: HashMap<Colour, usize>,
}

impl Picture {
    pub fn decode(png: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().expect("a PNG");
        let mut data = vec![0; reader.output_buffer_size().expect("a size")];
        let frame = reader.next_frame(&mut data).expect("a picture");
        assert!(frame.color_type.samples() >= 3, "{:?}", frame.color_type);
        let mut pixels = HashMap::new();
        for pixel in data[..frame.buffer_size()].chunks_exact(frame.color_type.samples()) {
            *pixels.entry([pixel[0], pixel[1], pixel[2]]).or_default() += 1;
        }
        Self { size: (frame.width, frame.height), pixels }
    }

    pub fn count(&self, colour: Colour) -> usize {
        self.pixels.get(&colour).copied().unwrap_or(0)
    }

    /// How many colours there are. Text alone brings dozens, by its smooth edges.
    pub fn colours(&self) -> usize {
        self.pixels.len()
    }
}
