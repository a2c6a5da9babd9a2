// What the sources share: the border (exceptions become a status and a text) and tensor handles.
#pragma once
#include <ATen/ATen.h>
#include <cstdint>
#include <string>
#include <utility>

#define LA_EXPORT extern "C" __attribute__((visibility("default")))

// A handle is an owned c10::TensorImpl*; null is the undefined tensor.
using la_tensor = c10::TensorImpl*;

// One argument or result. Lists: `p` points to `n` int64, double or la_tensor values.
struct la_value {
    int32_t tag;
    int32_t n;
    union {
        int64_t i;
        double d;
        void* p;
    };
};

enum la_tag : int32_t {
    LA_NONE = 0,
    LA_TENSOR = 1,
    LA_INT = 2,
    LA_DOUBLE = 3,
    LA_BOOL = 4,
    LA_INTS = 5,
    LA_DOUBLES = 6,
    LA_TENSORS = 7,
    LA_OPTIONAL_TENSORS = 8,
    LA_STRING = 9,
    LA_DEVICE = 10,
};

void la_set_error(const char* text) noexcept;

/// Runs `body`; 0 on success, else -1 with the text in la_last_error of this thread.
template <typename F>
int la_guard(F&& body) noexcept {
    try {
        body();
        return 0;
    } catch (const c10::Error& e) {
        la_set_error(e.what_without_backtrace());
    } catch (const std::exception& e) {
        la_set_error(e.what());
    } catch (...) {
        la_set_error("unknown native error");
    }
    return -1;
}

inline at::Tensor la_borrow(la_tensor handle) {
    if (handle == nullptr) {
        return at::Tensor();
    }
    return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(handle));
}

inline la_tensor la_own(at::Tensor tensor) {
    return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

inline c10::Device la_device(int32_t type, int32_t index) {
    return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}
