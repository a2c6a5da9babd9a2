// Arguments and results between the C interface and libtorch's boxed values.
#pragma once
#include "shim.h"
#include <ATen/core/ivalue.h>
#include <string>
#include <vector>

c10::IValue la_to_ivalue(const la_value& value);

/// Writes the results of a call; a tensor list counts as its elements. More than `capacity` are an error, but 0 drops
/// them all. Returns their number.
int32_t la_results(const std::vector<c10::IValue>& values, la_value* results, int32_t capacity, const std::string& name);
