//! Which fields a type has: read off the type itself, so that no list stands beside it.

use serde::de::value::Error;
use serde::de::{DeserializeOwned, EnumAccess, IntoDeserializer, VariantAccess, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};

/// The fields of a group, in their order.
pub(in crate::scenario) fn fields<T: DeserializeOwned>() -> &'static [&'static str] {
    let mut found = Asked { variant: "", fields: &[] };
    drop(T::deserialize(&mut found));
    found.fields
}

/// The fields of one variant of an enum, `stated(…)` say.
pub(in crate::scenario) fn fields_of<T: DeserializeOwned>(variant: &'static str) -> &'static [&'static str] {
    let mut found = Asked { variant, fields: &[] };
    drop(T::deserialize(&mut found));
    found.fields
}

/// Notes which fields are asked for, and gives none.
struct Asked {
    variant: &'static str,
    fields: &'static [&'static str],
}

fn no_value() -> Error {
    serde::de::Error::custom("asked for its fields only")
}

impl<'de> Deserializer<'de> for &mut Asked {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(no_value())
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.fields = fields;
        Err(no_value())
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for &mut Asked {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: serde::de::DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let name: serde::de::value::StrDeserializer<'_, Error> = self.variant.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for &mut Asked {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Err(no_value())
    }

    fn newtype_variant_seed<T: serde::de::DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Error> {
        Err(no_value())
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(no_value())
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.fields = fields;
        Err(no_value())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Calendar, Quantity, Statement};
    use super::*;

    #[test]
    fn a_type_knows_its_fields() {
        assert_eq!(fields::<Calendar>(), ["period", "periods_per_year", "starts", "horizon", "source"]);
        assert_eq!(fields_of::<Quantity>("stated"), ["value", "at", "by"]);
        assert_eq!(fields_of::<Statement>("cares_more"), ["party", "about", "than", "source"]);
        assert!(fields_of::<Statement>("loves").is_empty());
    }
}
