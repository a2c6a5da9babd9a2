// Arguments and results between the C interface and libtorch's boxed values.
#include "values.h"

namespace {

template <typename T>
c10::List<T> to_list(const la_value& value) {
    const auto* items = static_cast<const T*>(value.p);
    c10::List<T> list;
    list.reserve(value.n);
    for (int32_t k = 0; k < value.n; ++k) {
        list.push_back(items[k]);
    }
    return list;
}

c10::List<at::Tensor> to_tensor_list(const la_value& value) {
    auto* const* items = static_cast<la_tensor*>(value.p);
    c10::List<at::Tensor> list;
    list.reserve(value.n);
    for (int32_t k = 0; k < value.n; ++k) {
        list.push_back(la_borrow(items[k]));
    }
    return list;
}

// A generic list: the type of the optional differs between versions (c10::optional, later std::optional).
c10::IValue to_optional_list(const la_value& value) {
    auto* const* items = static_cast<la_tensor*>(value.p);
    c10::impl::GenericList list(c10::OptionalType::create(c10::TensorType::get()));
    list.reserve(value.n);
    for (int32_t k = 0; k < value.n; ++k) {
        list.push_back(items[k] == nullptr ? c10::IValue() : c10::IValue(la_borrow(items[k])));
    }
    return c10::IValue(list);
}

void put(la_value* results, int32_t capacity, int32_t& count, const c10::IValue& value) {
    if (value.isTensorList()) {
        for (const at::Tensor& tensor : value.toTensorVector()) {
            put(results, capacity, count, c10::IValue(tensor));
        }
        return;
    }
    if (count < capacity) {
        la_value& slot = results[count];
        slot = la_value{LA_NONE, 0, {0}};
        if (value.isTensor()) {
            slot.tag = LA_TENSOR;
            slot.p = la_own(value.toTensor());
        } else if (value.isInt()) {
            slot.tag = LA_INT;
            slot.i = value.toInt();
        } else if (value.isDouble()) {
            slot.tag = LA_DOUBLE;
            slot.d = value.toDouble();
        } else if (value.isBool()) {
            slot.tag = LA_BOOL;
            slot.i = value.toBool() ? 1 : 0;
        }
    }
    ++count;
}

void release(la_value* results, int32_t count) {
    for (int32_t k = 0; k < count; ++k) {
        if (results[k].tag == LA_TENSOR && results[k].p != nullptr) {
            c10::intrusive_ptr<c10::TensorImpl>::reclaim(static_cast<la_tensor>(results[k].p));
        }
    }
}

}  // namespace

c10::IValue la_to_ivalue(const la_value& value) {
    switch (value.tag) {
        case LA_TENSOR: return c10::IValue(la_borrow(static_cast<la_tensor>(value.p)));
        case LA_INT: return c10::IValue(value.i);
        case LA_DOUBLE: return c10::IValue(value.d);
        case LA_BOOL: return c10::IValue(value.i != 0);
        case LA_INTS: return c10::IValue(to_list<int64_t>(value));
        case LA_DOUBLES: return c10::IValue(to_list<double>(value));
        case LA_TENSORS: return c10::IValue(to_tensor_list(value));
        case LA_OPTIONAL_TENSORS: return to_optional_list(value);
        case LA_STRING: return c10::IValue(std::string(static_cast<const char*>(value.p), value.n));
        case LA_DEVICE: return c10::IValue(la_device(value.n, static_cast<int32_t>(value.i)));
        default: return c10::IValue();
    }
}

int32_t la_results(const std::vector<c10::IValue>& values, la_value* results, int32_t capacity, const std::string& name) {
    int32_t used = 0;
    if (capacity == 0) {
        return 0;
    }
    for (const auto& value : values) {
        put(results, capacity, used, value);
    }
    if (used > capacity) {
        release(results, capacity);
        TORCH_CHECK(false, name, " returned ", used, " values, room for ", capacity);
    }
    return used;
}
